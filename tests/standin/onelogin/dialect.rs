//! How versions 1 and 2 of the API say the same things.

use serde_json::{Value, json};

use crate::standin::answer::Answer;
use crate::standin::users::{Device, User};

pub struct Refusal(pub u16, pub &'static str);

pub const BAD_FACTOR: Refusal = Refusal(401, "Failed authentication with this factor");

#[derive(Clone, Copy)]
pub enum Dialect {
    V1,
    V2,
}

impl Dialect {
    pub fn success(self, assertion: &str) -> Answer {
        Answer::json(
            200,
            &match self {
                Self::V1 => json!({"status": status("success", "Success"), "data": assertion}),
                Self::V2 => json!({"data": assertion, "message": "Success"}),
            },
        )
    }

    pub fn mfa(self, state_token: &str, user: &User, devices: &[Device]) -> Answer {
        const MESSAGE: &str = "MFA is required for this user";
        let list: Vec<Value> =
            devices.iter().map(|d| json!({"device_id": d.id, "device_type": d.kind})).collect();
        let mut mfa = json!({
            "state_token": state_token,
            "devices": list,
            "callback_url": "https://api.eu.onelogin.com/api/2/saml_assertion/verify_factor",
            "user": {"id": user_id(user), "email": user.email, "username": user.name,
                     "firstname": "Stand", "lastname": "In"},
        });
        Answer::json(
            200,
            &match self {
                Self::V1 => json!({"status": status("success", MESSAGE), "data": [mfa]}),
                Self::V2 => {
                    mfa["message"] = MESSAGE.into();
                    mfa
                }
            },
        )
    }

    pub fn pending(self) -> Answer {
        const MESSAGE: &str = "Authentication pending on OL Protect";
        Answer::json(
            200,
            &match self {
                Self::V1 => json!({"status": status("pending", MESSAGE)}),
                Self::V2 => json!({"message": MESSAGE}),
            },
        )
    }

    pub fn refusal(self, Refusal(code, message): &Refusal) -> Answer {
        let name = match code {
            400 => "Bad Request",
            401 => "Unauthorized",
            _ => "Not Found",
        };
        // Version 1 wraps some of its messages once more.
        let wrapped = if *message == BAD_FACTOR.1 { json!({"description": message}) } else { json!(message) };
        Answer::json(
            *code,
            &match self {
                Self::V1 => {
                    json!({"status": {"error": true, "code": code, "type": name, "message": wrapped}})
                }
                Self::V2 => json!({"statusCode": code, "name": name, "message": message}),
            },
        )
    }
}

pub fn status(kind: &str, message: &str) -> Value {
    json!({"type": kind, "message": message, "error": false, "code": 200})
}

fn user_id(user: &User) -> u32 {
    if user.name == "renamed" { 77 } else { 7 }
}
