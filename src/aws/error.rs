//! What can go wrong with STS, and what each means to a user. The one place that reads its error codes.
//!
//! Source: "AssumeRoleWithSAML", "AssumeRole" and "Common Errors" in the AWS STS API reference, and "Troubleshoot
//! SAML federation" in the IAM user guide.

use aws_sdk_sts::error::{ProvideErrorMetadata, SdkError};

use crate::error::{Error, Status, Wrong};

/// An exchange that brought no credentials.
#[derive(Debug, thiserror::Error)]
pub enum StsError {
    /// STS answered with an error of its own.
    #[error("{code}: {message}")]
    Refused { code: String, message: String },
    /// No reply, or none that makes sense.
    #[error("{0}")]
    Network(String),
    /// The assertion cannot be sent.
    #[error("{0}")]
    Unsendable(String),
    /// The endpoint may not be used.
    #[error("{0}")]
    Endpoint(String),
}

impl StsError {
    /// The role's MaxSessionDuration is shorter than what was asked for. STS seldom tells how long it is.
    pub fn is_too_long(&self) -> bool {
        matches!(self, Self::Refused { code, message }
            if code == "ValidationError" && message.contains("DurationSeconds"))
    }

    /// The assertion's five minutes are over.
    pub fn is_expired_assertion(&self) -> bool {
        matches!(self, Self::Refused { code, .. } if code == "ExpiredTokenException")
    }

    pub(super) fn of<E: ProvideErrorMetadata, R: std::fmt::Debug>(error: SdkError<E, R>) -> Self {
        match &error {
            SdkError::ServiceError(service) => match service.err().code() {
                Some(code) => Self::Refused {
                    code: code.to_owned(),
                    message: service.err().message().unwrap_or_default().to_owned(),
                },
                None => Self::Network("STS answered with an error that is not one of AWS's".to_owned()),
            },
            SdkError::TimeoutError(_) => Self::Network("no reply in time".to_owned()),
            SdkError::DispatchFailure(failure) => {
                let cause = failure
                    .as_connector_error()
                    .and_then(std::error::Error::source)
                    .map_or_else(|| "the connection failed".to_owned(), ToString::to_string);
                if failure.is_user() { Self::Endpoint(cause) } else { Self::Network(cause) }
            }
            SdkError::ResponseError(_) => Self::Network("STS's reply makes no sense".to_owned()),
            _ => Self::Network("the request could not be made".to_owned()),
        }
    }

    fn wrong(code: &str, message: &str) -> Option<Wrong> {
        match code {
            "AccessDenied" => Some(Wrong::User),
            _ if message.contains("ARN is invalid") => Some(Wrong::Role),
            _ => None,
        }
    }

    /// What to do about an error of STS.
    fn hint(code: &str, message: &str) -> &'static str {
        match code {
            "AccessDenied" => {
                "the role's trust policy does not allow this sign-in: its principal must be the provider, its action \
                 sts:AssumeRoleWithSAML, its condition SAML:aud"
            }
            "ExpiredTokenException" => {
                "the assertion was older than five minutes: sign in again, and check this machine's clock"
            }
            "InvalidIdentityToken" => {
                "AWS could not accept OneLogin's assertion: its administrator should check the app's RoleSessionName, and \
                 upload the app's current metadata to the identity provider in IAM"
            }
            "IDPRejectedClaim" => "OneLogin or AWS no longer honours this assertion: sign in again",
            "PackedPolicyTooLarge" => {
                "the session policy is too large once packed: shorten --policy, or name fewer --policy-arn"
            }
            "MalformedPolicyDocument" => {
                "--policy is no valid policy document: check its JSON and its Version"
            }
            "RegionDisabledException" => "STS is not active in this region: choose another with --aws-region",
            "Throttling" | "ThrottlingException" | "RequestLimitExceeded" => {
                "AWS has had too many requests: try again in a minute"
            }
            _ if message.contains("ARN is invalid") => {
                "the role or its provider is gone: ol-aws roles lists what there is"
            }
            _ if message.contains("DurationSeconds") => "ask for less: --duration 1h, or --duration max",
            _ => "the code is AWS's own: see STS's API reference",
        }
    }
}

impl From<StsError> for Error {
    fn from(error: StsError) -> Self {
        match error {
            StsError::Refused { code, message } => Error::new(Status::Aws, "AWS refused the role")
                .wrong(StsError::wrong(&code, &message))
                .hint(StsError::hint(&code, &message))
                .because(if message.is_empty() { code } else { format!("{message} ({code})") }),
            StsError::Unsendable(cause) => Error::new(Status::Aws, "the assertion is too long for AWS")
                .because(cause)
                .hint("ask OneLogin's administrator to assign fewer roles to this user, or to split the app"),
            StsError::Network(cause) => Error::new(Status::Network, "AWS STS cannot be reached")
                .because(cause)
                .hint("check the network, the region (--aws-region), the proxy (HTTPS_PROXY) and the certificates (AWS_CA_BUNDLE)"),
            StsError::Endpoint(cause) => Error::usage("the STS endpoint cannot be used")
                .because(cause)
                .hint("set AWS_ENDPOINT_URL_STS to https, or unset it"),
        }
    }
}
