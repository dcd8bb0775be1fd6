//! The AWS SDK's HTTP, over the client that OneLogin is asked with: one set of roots, proxies and limits.

use std::time::Instant;

use aws_sdk_sts::config::{HttpClient, RuntimeComponents, SharedHttpClient};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;

use crate::http::{self, Http};
use crate::output;

/// An adapter; its clones share their connections.
#[derive(Clone, Debug)]
struct Transport(Http);

/// The SDK's HTTP client over ours.
pub(super) fn shared(client: Http) -> SharedHttpClient {
    SharedHttpClient::new(Transport(client))
}

impl HttpClient for Transport {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Transport {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let http = self.0.clone();
        HttpConnectorFuture::new(async move {
            let request = request.try_into_http1x().map_err(|error| ConnectorError::user(error.into()))?;
            let (parts, body) = request.into_parts();
            let url: reqwest::Url =
                parts.uri.to_string().parse().map_err(|error| ConnectorError::user(Box::new(error)))?;
            allowed(&url)?;
            let body = body.bytes().map(<[u8]>::to_vec).unwrap_or_default();
            let started = Instant::now();
            let request = http
                .at(url.as_str())
                .request(parts.method, url)
                .headers(parts.headers)
                .body(body)
                .send()
                .await;
            let response = request.map_err(|error| failed(&error))?;
            let status = response.status().as_u16();
            output::debug(&format!("POST to AWS STS: {status} in {} ms", started.elapsed().as_millis()));
            let headers = response.headers().clone();
            let body = http::body(response).await.map_err(|error| match error {
                http::BodyError::TooLarge => ConnectorError::other(error.into(), None),
                http::BodyError::Network(error) => failed(&error),
            })?;
            let status = status.try_into().map_err(|error| ConnectorError::other(Box::new(error), None))?;
            let mut reply = HttpResponse::new(status, SdkBody::from(body.as_slice()));
            for (name, value) in &headers {
                if let Ok(value) = value.to_str() {
                    reply.headers_mut().append(name.as_str().to_owned(), value.to_owned());
                }
            }
            Ok(reply)
        })
    }
}

/// An assertion is a credential: https, or http on loopback.
fn allowed(url: &reqwest::Url) -> Result<(), ConnectorError> {
    http::origin(url.as_str()).map(drop).map_err(|why| {
        ConnectorError::user(
            format!("the STS endpoint at {} is refused: {why}", url.host_str().unwrap_or_default()).into(),
        )
    })
}

fn failed(error: &reqwest::Error) -> ConnectorError {
    let cause = http::describe(error).into();
    if error.is_timeout() { ConnectorError::timeout(cause) } else { ConnectorError::io(cause) }
}
