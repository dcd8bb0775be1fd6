//! Misbehaviour by name, the same at every endpoint: client `client-NAME`, user `NAME` (at the assertion) or
//! `verify-NAME` (at the factor), the roles `Http500`, `Redirect`, `Giant`, `Hang`, `Reset` (at STS).

use std::iter;
use std::time::Duration;

use hyper::body::Bytes;

use super::answer::Answer;

const MIB: usize = 1 << 20;

/// `elsewhere` is another host, for the redirect that leaves this one.
pub fn named(name: &str, elsewhere: &str) -> Option<Answer> {
    const JSON: &str = "application/json";
    Some(match name {
        "500" | "http-500" => {
            Answer::text(500, "text/html", "<html><h1>Sorry, something went wrong</h1></html>")
        }
        "429" | "http-429" => {
            Answer::text(429, JSON, r#"{"statusCode":429,"message":"rate limit exceeded"}"#)
                .with("x-ratelimit-limit", "5000")
                .with("x-ratelimit-remaining", "0")
                .with("x-ratelimit-reset", "2")
                .with("retry-after", "2")
        }
        "redirect" => Answer::text(307, JSON, "").with("location", "/followed"),
        "redirect-away" => Answer::text(302, JSON, "").with("location", format!("{elsewhere}/followed")),
        "truncated" => Answer::text(200, JSON, r#"{"message":"Success","data":"PHNhbWxwOlJl"#),
        "not-json" => Answer::text(200, JSON, "Success, says the proxy"),
        "control" => Answer::text(
            401,
            JSON,
            r#"{"statusCode":401,"name":"Unauthorized","message":"No \u001b[31mway\u001b]0;title\u0007\r\nol-aws: all is well\u009b2J"}"#,
        ),
        "giant" => {
            let start = Bytes::from_static(br#"{"message":"Success","data":""#);
            let filler = iter::repeat_n(Bytes::from(vec![b'A'; MIB]), 16);
            Answer::drip(JSON, iter::once(start).chain(filler), Duration::ZERO)
        }
        "giant-header" => Answer::text(200, JSON, "{}").with("x-giant", "A".repeat(MIB)),
        "slow-body" => Answer::drip(JSON, iter::repeat(Bytes::from_static(b" ")), Duration::from_millis(250)),
        "hang" => Answer::Hang,
        "reset" => Answer::Reset,
        _ => return None,
    })
}
