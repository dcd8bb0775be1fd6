//! STS's XML: results and errors.

use quick_xml::escape::escape;

use crate::standin::answer::Answer;

pub fn invalid(message: &str) -> Answer {
    error(400, "ValidationError", message)
}

pub fn denied(message: &str) -> Answer {
    error(403, "AccessDenied", message)
}

const NAMESPACE: &str = "https://sts.amazonaws.com/doc/2011-06-15/";
const REQUEST_ID: &str = "01e10a35-57a7-4d1a-9c3e-0123456789ab";

pub fn success(action: &str, body: &str) -> Answer {
    let xml = format!(
        "<{action}Response xmlns=\"{NAMESPACE}\"><{action}Result>{body}</{action}Result>\
         <ResponseMetadata><RequestId>{REQUEST_ID}</RequestId></ResponseMetadata></{action}Response>"
    );
    Answer::text(200, "text/xml", &xml).with("x-amzn-requestid", REQUEST_ID)
}

pub fn error(status: u16, code: &str, message: &str) -> Answer {
    let message = escape(message).replace('\u{1b}', "&#27;").replace('\u{7}', "&#7;");
    let xml = format!(
        "<ErrorResponse xmlns=\"{NAMESPACE}\"><Error><Type>Sender</Type><Code>{code}</Code>\
         <Message>{message}</Message></Error><RequestId>{REQUEST_ID}</RequestId></ErrorResponse>"
    );
    Answer::text(status, "text/xml", &xml).with("x-amzn-requestid", REQUEST_ID)
}
