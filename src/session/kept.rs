//! What one user of one app has kept: sessions, assertion, token, roles, and what OneLogin refused.
//!
//! Without a store, a home that cannot be written, nothing is kept and nothing is found.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize, Serializer};

use super::store::{Kind, Store};
use super::{Credentials, SessionId};
use crate::error::Error;
use crate::output;
use crate::role::Role;

/// Whose things: a tenant's user, and the app that the roles come from.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Owner {
    /// The OneLogin host.
    pub url: String,
    pub subdomain: String,
    pub username: String,
    pub app_id: String,
}

impl Owner {
    fn parts(&self) -> [&str; 4] {
        [&self.url, &self.subdomain, &self.username, &self.app_id]
    }

    /// Tenant and user: who has one password and one phone.
    fn person(&self) -> [String; 3] {
        // OneLogin takes a user name in any case.
        [self.url.clone(), self.subdomain.clone(), self.username.to_lowercase()]
    }
}

/// A session, with what it is told by in a list.
#[derive(Deserialize, Serialize)]
pub struct KeptSession {
    pub owner: Owner,
    /// The role that the credentials are of: the last one of a chain.
    pub role: Role,
    /// It has a session policy, and can do less than the role.
    pub narrowed: bool,
    access_key_id: String,
    #[serde(serialize_with = "exposed")]
    secret_access_key: SecretString,
    #[serde(serialize_with = "exposed")]
    session_token: SecretString,
    pub expires_at: Timestamp,
}

impl KeptSession {
    /// It has at least this long to live.
    pub fn is_fresh(&self, min_ttl: Duration) -> bool {
        left(self.expires_at) >= min_ttl
    }

    pub fn into_credentials(self) -> Credentials {
        Credentials {
            access_key_id: self.access_key_id,
            secret_access_key: self.secret_access_key,
            session_token: self.session_token,
            expires_at: self.expires_at,
        }
    }
}

/// Something secret with an end.
#[derive(Deserialize, Serialize)]
struct Until {
    owner: Owner,
    #[serde(serialize_with = "exposed")]
    secret: SecretString,
    until: Timestamp,
}

#[derive(Deserialize, Serialize)]
struct Roles {
    owner: Owner,
    roles: Vec<Role>,
}

/// A password that was refused: its keyed hash, and OneLogin's words.
#[derive(Deserialize, Serialize)]
pub struct Refusal {
    hash: String,
    pub because: String,
    /// None: for good, until another is accepted.
    until: Option<Timestamp>,
}

impl Refusal {
    /// Until another password is accepted; else the user is kept out for a while, and the password may be right.
    pub fn is_for_good(&self) -> bool {
        self.until.is_none()
    }
}

/// How many refused passwords of a user are remembered: one that is stale in an editor, one that is mistyped, …
const REFUSED: usize = 16;

/// What a role allows: this many seconds were granted, and that many refused.
#[derive(Clone, Deserialize, Serialize)]
struct Allowed {
    granted: u32,
    refused: u32,
    at: Timestamp,
}

/// How long that is believed: an administrator may raise the maximum.
const BELIEVED: SignedDuration = SignedDuration::from_hours(24);

/// A sign-in that failed, for those who waited for it.
#[derive(Deserialize, Serialize)]
struct Failed {
    owner: Owner,
    /// A keyed hash of what it was tried with.
    with: String,
    at: Timestamp,
    error: Error,
}

/// The bytes leave only encrypted.
fn exposed<S: Serializer>(secret: &SecretString, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(secret.expose_secret())
}

/// The store as one owner sees it.
pub struct Kept<'a> {
    pub store: Option<&'a Store>,
    pub owner: Owner,
}

impl Kept<'_> {
    /// The lock under which this person signs in: there is one password and one phone.
    pub fn sign_in_lock(&self) -> String {
        let hash = self.store.map(|store| store.hash(&parts(&self.owner.person())));
        format!("sign-in-{}", hash.unwrap_or_default())
    }

    /// A session that has not expired.
    pub fn session(&self, id: &SessionId<'_>) -> Option<KeptSession> {
        let kept: KeptSession = self.store?.get(Kind::Session, &self.session_parts(id))?;
        (!left(kept.expires_at).is_zero()).then_some(kept)
    }

    pub fn keep_session(&self, id: &SessionId<'_>, role: &Role, credentials: &Credentials) {
        let kept = KeptSession {
            owner: self.owner.clone(),
            role: role.clone(),
            narrowed: !id.policy.is_none(),
            access_key_id: credentials.access_key_id.clone(),
            secret_access_key: credentials.secret_access_key.clone(),
            session_token: credentials.session_token.clone(),
            expires_at: credentials.expires_at,
        };
        self.put(Kind::Session, &self.session_parts(id), &kept);
    }

    fn session_parts<'i>(&'i self, id: &'i SessionId<'_>) -> Vec<&'i str> {
        let mut parts = Vec::from(self.owner.parts());
        parts.extend(id.parts());
        parts
    }

    /// The roles of the last sign-in.
    pub fn roles(&self) -> Option<Vec<Role>> {
        let kept: Roles = self.store?.get(Kind::Roles, &self.owner.parts())?;
        Some(kept.roles)
    }

    pub fn keep_roles(&self, roles: &[Role]) {
        let kept = Roles { owner: self.owner.clone(), roles: roles.to_vec() };
        self.put(Kind::Roles, &self.owner.parts(), &kept);
    }

    /// An assertion that AWS still takes.
    pub fn assertion(&self) -> Option<SecretString> {
        self.until(Kind::Assertion, &self.owner.parts())
    }

    pub fn keep_assertion(&self, assertion: &SecretString, until: Timestamp) {
        self.put_until(Kind::Assertion, &self.owner.parts(), assertion, until);
    }

    /// An access token of an API credential.
    pub fn token(&self, client_id: &str) -> Option<SecretString> {
        self.until(Kind::Token, &[&self.owner.url, client_id])
    }

    pub fn keep_token(&self, client_id: &str, token: &SecretString, until: Timestamp) {
        self.put_until(Kind::Token, &[&self.owner.url, client_id], token, until);
    }

    pub fn forget_token(&self, client_id: &str) {
        self.remove(Kind::Token, &[&self.owner.url, client_id]);
    }

    /// The seconds to ask for, where as many as these are known to be refused.
    pub fn allowed(&self, role: &Role, asked: u32) -> u32 {
        let lengths = self.lengths();
        let known =
            lengths.get(role.arn()).filter(|known| Timestamp::now().duration_since(known.at) < BELIEVED);
        known.filter(|known| asked >= known.refused).map_or(asked, |known| known.granted)
    }

    pub fn keep_allowed(&self, role: &Role, granted: u32, refused: u32) {
        let mut lengths = self.lengths();
        lengths.insert(role.arn().to_owned(), Allowed { granted, refused, at: Timestamp::now() });
        self.put(Kind::Lengths, &self.owner.parts(), &lengths);
    }

    fn lengths(&self) -> BTreeMap<String, Allowed> {
        self.store.and_then(|store| store.get(Kind::Lengths, &self.owner.parts())).unwrap_or_default()
    }

    /// That OneLogin refused this password before, if it did.
    pub fn refusal(&self, password: &SecretString) -> Option<Refusal> {
        let hash = self.hash(self.store?, password);
        let counts = |refused: &Refusal| {
            refused.hash == hash && refused.until.is_none_or(|until| !left(until).is_zero())
        };
        self.refused().into_iter().find(counts)
    }

    /// Remembers a refusal, for good or for so long.
    pub fn keep_refusal(&self, password: &SecretString, because: &str, for_long: Option<SignedDuration>) {
        let Some(store) = self.store else { return };
        let mut refused = self.refused();
        refused.insert(
            0,
            Refusal {
                hash: self.hash(store, password),
                because: because.to_owned(),
                until: for_long.map(|long| Timestamp::now() + long),
            },
        );
        refused.truncate(REFUSED);
        self.put(Kind::Refusal, &parts(&self.owner.person()), &refused);
    }

    /// One password was accepted: what was refused was not it.
    pub fn forget_refusals(&self) {
        self.remove(Kind::Refusal, &parts(&self.owner.person()));
    }

    fn refused(&self) -> Vec<Refusal> {
        let kept = self.store.and_then(|store| store.get(Kind::Refusal, &parts(&self.owner.person())));
        kept.unwrap_or_default()
    }

    /// How a sign-in with the same words failed since a moment, if one did.
    pub fn failure(&self, with: &[&str], since: Timestamp) -> Option<Error> {
        let store = self.store?;
        let kept: Failed = store.get(Kind::Failure, &self.owner.parts())?;
        (kept.at >= since && kept.with == store.hash(with)).then_some(kept.error)
    }

    pub fn keep_failure(&self, with: &[&str], error: &Error) {
        let Some(store) = self.store else { return };
        let error = error.clone();
        let kept = Failed { owner: self.owner.clone(), with: store.hash(with), at: Timestamp::now(), error };
        self.put(Kind::Failure, &self.owner.parts(), &kept);
    }

    fn hash(&self, store: &Store, password: &SecretString) -> String {
        let person = self.owner.person();
        let mut parts = parts(&person);
        parts.push(password.expose_secret());
        store.hash(&parts)
    }

    fn until(&self, kind: Kind, parts: &[&str]) -> Option<SecretString> {
        let kept: Until = self.store?.get(kind, parts)?;
        (!left(kept.until).is_zero()).then_some(kept.secret)
    }

    fn put_until(&self, kind: Kind, parts: &[&str], secret: &SecretString, until: Timestamp) {
        let kept = Until { owner: self.owner.clone(), secret: secret.clone(), until };
        self.put(kind, parts, &kept);
    }

    /// A disk that is full spoils nothing that was asked for; the next command pays for it. One warning is enough.
    fn put<T: Serialize>(&self, kind: Kind, parts: &[&str], value: &T) {
        static WARNED: AtomicBool = AtomicBool::new(false);
        if let Some(store) = self.store
            && let Err(error) = store.put(kind, parts, value)
            && !WARNED.swap(true, Ordering::Relaxed)
        {
            output::warn(&format!("nothing can be kept in {}: {error}", store.folder().display()));
        }
    }

    fn remove(&self, kind: Kind, parts: &[&str]) {
        if let Some(store) = self.store {
            store.remove(kind, parts);
        }
    }
}

fn parts(person: &[String; 3]) -> Vec<&str> {
    person.iter().map(String::as_str).collect()
}

/// How long until a moment; nothing once it has passed.
pub fn left(until: Timestamp) -> Duration {
    Duration::try_from(until.duration_since(Timestamp::now())).unwrap_or_default()
}

/// What belongs to one tenant is forgotten, but for tokens, and for what OneLogin refused; how many sessions there
/// were.
pub fn forget_tenant(store: &Store, of: impl Fn(&Owner) -> bool) -> usize {
    store.forget(Kind::Assertion, |kept: &Until| of(&kept.owner));
    store.forget(Kind::Roles, |kept: &Roles| of(&kept.owner));
    store.forget(Kind::Failure, |kept: &Failed| of(&kept.owner));
    store.forget(Kind::Session, |kept: &KeptSession| of(&kept.owner))
}

/// The tokens of one tenant are forgotten.
pub fn forget_tokens(store: &Store, of: impl Fn(&Owner) -> bool) {
    store.forget(Kind::Token, |kept: &Until| of(&kept.owner));
}
