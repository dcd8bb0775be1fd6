//! One listener: counts connections, puts the line and TLS in front of them, and speaks HTTP/1.1.

use std::io;
use std::net::TcpListener;
use std::time::{Duration, Instant};

use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::header::DATE;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use jiff::{SignedDuration, Timestamp};
use socket2::SockRef;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;

use super::answer::{Answer, Payload};
use super::delay;
use super::state::{Recorded, Service, Shared};

#[derive(Clone)]
pub struct Setup {
    pub tls: Option<TlsAcceptor>,
    pub rtt: Duration,
    pub clock: SignedDuration,
}

pub async fn serve(listener: TcpListener, service: Service, setup: Setup, shared: Shared) {
    listener.set_nonblocking(true).expect("a listener that does not block");
    let listener = tokio::net::TcpListener::from_std(listener).expect("a listener in the runtime");
    while let Ok((socket, _)) = listener.accept().await {
        shared.lock().expect("no handler panicked").connected(service);
        tokio::spawn(connection(socket, service, setup.clone(), shared.clone()));
    }
}

async fn connection(socket: TcpStream, service: Service, setup: Setup, shared: Shared) -> io::Result<()> {
    socket.set_nodelay(true)?;
    let handle = SockRef::from(&socket).try_clone()?;
    let (mut near, mut line) = delay::line(socket, setup.rtt);
    let ended = match setup.tls {
        Some(tls) => converse(tls.accept(&mut near).await?, service, setup.clock, shared).await,
        None => converse(&mut near, service, setup.clock, shared).await,
    };
    // The service fails in one way only: it wants a reset, so the line is cut before its near end says goodbye.
    if ended.is_err_and(|error| error.is_user()) {
        handle.set_linger(Some(Duration::ZERO))?;
        line.shutdown().await;
    } else {
        drop(near);
        while line.join_next().await.is_some() {}
    }
    Ok(())
}

async fn converse(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    service: Service,
    clock: SignedDuration,
    shared: Shared,
) -> hyper::Result<()> {
    let respond = service_fn(move |request| {
        let handled = handle(request, service, shared.clone());
        async move {
            let mut response = handled.await?;
            // hyper tells the time itself where nobody has.
            if !clock.is_zero() {
                let date = (Timestamp::now() + clock).strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
                response.headers_mut().insert(DATE, date.parse().expect("a header value"));
            }
            Ok::<_, io::Error>(response)
        }
    });
    http1::Builder::new().serve_connection(TokioIo::new(stream), respond).await
}

async fn handle(
    request: Request<Incoming>,
    service: Service,
    shared: Shared,
) -> io::Result<Response<Payload>> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let recorded = Recorded {
        service,
        method: head.method.to_string(),
        path: head.uri.to_string(),
        headers: head
            .headers
            .iter()
            .map(|(name, value)| (name.to_string(), text(value.as_bytes())))
            .collect(),
        body: text(&body),
        at: Instant::now(),
    };
    let answer = shared.lock().expect("no handler panicked").answer(recorded);
    match answer {
        Answer::Reply(reply) => Ok(reply.into_response()),
        Answer::Hang => std::future::pending().await,
        Answer::Reset => Err(io::ErrorKind::ConnectionReset.into()),
    }
}
