//! AWS STS: an assertion for a role's credentials, and a role's session for another's.
//!
//! Regional hosts always; `AWS_ENDPOINT_URL_STS` and `AWS_ENDPOINT_URL` as the SDK reads them.

use std::time::Duration;

use aws_config::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, Region};
use aws_sdk_sts::Client;
use aws_sdk_sts::types::{Credentials as Wire, PolicyDescriptorType};
use jiff::Timestamp;
use secrecy::{ExposeSecret as _, SecretString};

use super::{StsError, partition, transport};
use crate::config::{SessionLength, SessionPolicy};
use crate::env::Env;
use crate::http::{self, Http};
use crate::role::Role;
use crate::session::Credentials;

/// What is tried when a role allows less than was asked for, in seconds (protocol: the maximum is seldom told).
const STEPS: &[u32] = &[43_200, 28_800, 14_400, 7_200, 3_600];
/// The longest session of a chained role, in seconds (STS, AssumeRole).
pub const CHAINED: u32 = 3_600;

/// What STS gave.
pub struct Granted {
    pub credentials: Credentials,
    /// For so many seconds.
    pub granted: u32,
    /// So many were refused before.
    pub refused: Option<u32>,
}

/// STS in one region.
pub struct Sts {
    client: Client,
}

impl Sts {
    /// Sets the client up; no request is made.
    pub async fn open(http: Http, region: &str) -> Self {
        let config = aws_config::defaults(BehaviorVersion::latest())
            .no_credentials()
            .region(Region::new(region.to_owned()))
            .http_client(transport::shared(http))
            // Made for streams: it would give up on a reply that is slow to begin before its time is over.
            .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
            .timeout_config(TimeoutConfig::builder().operation_timeout(http::REQUEST).build())
            .load()
            .await;
        Self { client: Client::new(&config) }
    }

    /// Exchanges an assertion for a role's credentials. Where the role allows less than was asked for, in seconds,
    /// less is asked for, with the same assertion.
    ///
    /// # Errors
    /// STS refuses, or cannot be had.
    pub async fn assume_role_with_saml(
        &self,
        role: &Role,
        assertion: &SecretString,
        asked: u32,
        policy: &SessionPolicy,
    ) -> Result<Granted, StsError> {
        let shorter = STEPS.iter().copied().filter(|step| *step < asked);
        let mut refused = None;
        let mut last = None;
        for seconds in std::iter::once(asked).chain(shorter) {
            let reply = self
                .client
                .assume_role_with_saml()
                .role_arn(role.arn())
                .principal_arn(role.provider())
                .saml_assertion(assertion.expose_secret())
                .duration_seconds(seconds.cast_signed())
                .set_policy(policy.document.clone())
                .set_policy_arns(policy_arns(policy, role.partition()))
                .send()
                .await;
            match reply.map_err(StsError::of) {
                Ok(reply) => {
                    let credentials = credentials(reply.credentials)?;
                    return Ok(Granted { credentials, granted: seconds, refused });
                }
                Err(error) if error.is_too_long() => {
                    refused = Some(seconds);
                    last = Some(error);
                }
                Err(error) => return Err(error),
            }
        }
        Err(last.unwrap_or_else(|| StsError::Network("no session length is left to ask for".to_owned())))
    }

    /// Assumes a role from another's session.
    ///
    /// # Errors
    /// STS refuses, or cannot be had.
    pub async fn assume_role(
        &self,
        from: &Credentials,
        role_arn: &str,
        external_id: Option<&str>,
        session_name: &str,
        length: SessionLength,
        policy: &SessionPolicy,
    ) -> Result<Credentials, StsError> {
        let seconds = match length {
            SessionLength::Seconds(seconds) => seconds.min(CHAINED),
            SessionLength::Max => CHAINED,
        };
        let key = aws_sdk_sts::config::Credentials::new(
            &from.access_key_id,
            from.secret_access_key.expose_secret(),
            Some(from.session_token.expose_secret().to_owned()),
            None,
            "ol-aws",
        );
        let arn_partition = role_arn.split(':').nth(1).unwrap_or("aws");
        let reply = self
            .client
            .assume_role()
            .role_arn(role_arn)
            .role_session_name(session_name)
            .duration_seconds(seconds.cast_signed())
            .set_external_id(external_id.map(str::to_owned))
            .set_policy(policy.document.clone())
            .set_policy_arns(policy_arns(policy, arn_partition))
            .customize()
            .config_override(aws_sdk_sts::config::Builder::new().credentials_provider(key))
            .send()
            .await;
        credentials(reply.map_err(StsError::of)?.credentials)
    }
}

/// The address at which a connection to STS is opened ahead of time.
///
/// # Errors
/// The one that is configured may not be used.
pub fn address(env: &Env, region: &str) -> Result<String, StsError> {
    match env.get("AWS_ENDPOINT_URL_STS").or_else(|| env.get("AWS_ENDPOINT_URL")) {
        Some(url) => http::origin(url).map_err(|why| StsError::Endpoint(format!("{url}: {why}"))),
        None => Ok(format!("https://sts.{region}.{}", partition::of_region(region).dns_suffix)),
    }
}

/// Opens the connection that the exchange will use, while OneLogin is thinking. A bare GET, no STS action: those
/// would stand in CloudTrail as errors. Whatever comes of it, the exchange itself tells.
pub async fn warm(http: Http, address: String) {
    if let Ok(response) = http.at(&address).get(&address).timeout(Duration::from_secs(5)).send().await {
        // The connection goes back to the pool once the reply is read.
        let _ = http::body(response).await;
    }
}

fn policy_arns(policy: &SessionPolicy, partition: &str) -> Option<Vec<PolicyDescriptorType>> {
    let read_only = policy.read_only.then(|| format!("arn:{partition}:iam::aws:policy/ReadOnlyAccess"));
    let arns: Vec<_> = policy
        .arns
        .iter()
        .cloned()
        .chain(read_only)
        .map(|arn| PolicyDescriptorType::builder().arn(arn).build())
        .collect();
    (!arns.is_empty()).then_some(arns)
}

fn credentials(wire: Option<Wire>) -> Result<Credentials, StsError> {
    let senseless = || StsError::Network("STS's reply holds no credentials".to_owned());
    let wire = wire.ok_or_else(senseless)?;
    let expires_at = Timestamp::from_second(wire.expiration.secs()).map_err(|_| senseless())?;
    Ok(Credentials {
        access_key_id: wire.access_key_id,
        secret_access_key: wire.secret_access_key.into(),
        session_token: wire.session_token.into(),
        expires_at,
    })
}
