//! What a service can do with a request: reply in one piece, drip a reply, hang, or reset the connection.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use http_body_util::{Either, Full};
use hyper::body::{Body, Bytes, Frame};
use hyper::{Response, StatusCode};
use serde_json::Value;

pub enum Answer {
    Reply(Reply),
    /// Never answered; ends with the stand-in.
    Hang,
    /// The connection ends with a TCP reset.
    Reset,
}

pub type Payload = Either<Full<Bytes>, Drip>;

pub struct Reply {
    status: u16,
    headers: Vec<(&'static str, String)>,
    payload: Payload,
}

/// A body of unknown length, one piece at a time with a pause between.
pub struct Drip {
    pieces: Box<dyn Iterator<Item = Bytes> + Send>,
    pause: Duration,
    timer: Option<Pin<Box<tokio::time::Sleep>>>,
}

impl Answer {
    pub fn json(status: u16, body: &Value) -> Self {
        Self::text(status, "application/json", &body.to_string())
    }

    pub fn text(status: u16, kind: &str, body: &str) -> Self {
        Self::new(status, kind, Either::Left(Full::new(body.to_owned().into())))
    }

    pub fn drip(kind: &str, pieces: impl Iterator<Item = Bytes> + Send + 'static, pause: Duration) -> Self {
        Self::new(200, kind, Either::Right(Drip { pieces: Box::new(pieces), pause, timer: None }))
    }

    fn new(status: u16, kind: &str, payload: Payload) -> Self {
        Self::Reply(Reply { status, headers: vec![("content-type", kind.to_owned())], payload })
    }

    /// The same answer with one more header.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        if let Self::Reply(reply) = &mut self {
            reply.headers.push((name, value.into()));
        }
        self
    }
}

impl Reply {
    pub fn into_response(self) -> Response<Payload> {
        let mut response = Response::new(self.payload);
        *response.status_mut() = StatusCode::from_u16(self.status).expect("a status");
        for (name, value) in self.headers {
            response.headers_mut().insert(name, value.parse().expect("a header value"));
        }
        response
    }
}

impl Body for Drip {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if let Some(timer) = &mut self.timer {
            ready!(timer.as_mut().poll(cx));
        }
        self.timer = (!self.pause.is_zero()).then(|| Box::pin(tokio::time::sleep(self.pause)));
        Poll::Ready(self.pieces.next().map(|piece| Ok(Frame::data(piece))))
    }
}
