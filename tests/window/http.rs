//! One HTTP/1.1 request to a server on this machine: what the WebDriver protocol needs, no more.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use serde_json::Value;

/// How long the driver may think before the request counts as hung.
const READ_TIMEOUT: Duration = Duration::from_secs(60);

/// Sends `body` (absent for GET and DELETE) and returns the status and the JSON answer.
///
/// # Errors
/// A sentence when the server cannot be reached, hangs for a minute or answers no JSON.
pub fn request(port: u16, method: &str, path: &str, body: Option<&Value>) -> Result<(u16, Value), String> {
    let fault = |step: &str, error: &dyn std::fmt::Display| format!("{method} {path} on port {port}: {step}: {error}");
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream =
        TcpStream::connect_timeout(&address, Duration::from_secs(5)).map_err(|error| fault("connect", &error))?;
    stream.set_read_timeout(Some(READ_TIMEOUT)).map_err(|error| fault("time limit", &error))?;
    stream.set_nodelay(true).map_err(|error| fault("no delay", &error))?;

    let body = body.map(Value::to_string).unwrap_or_default();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).map_err(|error| fault("send", &error))?;
    let start = Instant::now();
    read_answer(&mut BufReader::new(stream)).map_err(|error| {
        if start.elapsed() < READ_TIMEOUT {
            fault("answer", &error)
        } else {
            fault("answer", &format!("none within {} s", READ_TIMEOUT.as_secs()))
        }
    })
}

/// Reads the status and the JSON body of one answer.
///
/// # Errors
/// A sentence when the answer is cut short or is no JSON.
pub fn read_answer(reader: &mut impl BufRead) -> Result<(u16, Value), String> {
    let mut line = String::new();
    reader.read_line(&mut line).map_err(|error| error.to_string())?;
    let status = line
        .split_whitespace()
        .nth(1)
        .and_then(|code| code.parse().ok())
        .ok_or_else(|| format!("no status in {line:?}"))?;
    let mut length = None;
    loop {
        line.clear();
        let read = reader.read_line(&mut line).map_err(|error| error.to_string())?;
        let header = line.trim_end();
        if read == 0 || header.is_empty() {
            break;
        }
        if let Some((name, value)) = header.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse::<usize>().ok();
        }
    }
    let mut body = Vec::new();
    match length {
        Some(length) => {
            body.resize(length, 0);
            reader.read_exact(&mut body).map_err(|error| error.to_string())?;
        }
        None => {
            reader.read_to_end(&mut body).map_err(|error| error.to_string())?;
        }
    }
    let value = serde_json::from_slice(&body).map_err(|error| error.to_string())?;
    Ok((status, value))
}
