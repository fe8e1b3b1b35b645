//! What comes over the wire as no browser sends it: too slow, too long, too deep.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Method, StatusCode};

use super::program::Program;
use crate::test_app::TestApp;

fn connected(program: &Program) -> TcpStream {
    let stream = TcpStream::connect(program.host()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(45))).unwrap();
    stream
}

/// The first line of an answer; none where it hangs up.
fn status(stream: &mut TcpStream) -> String {
    let mut answer = vec![0; 4096];
    let length = match stream.read(&mut answer) {
        Ok(length) => length,
        Err(error) if error.kind() == ErrorKind::ConnectionReset => 0,
        Err(error) => panic!("it says nothing: {error}"),
    };
    String::from_utf8_lossy(&answer[..length]).lines().next().unwrap_or_default().to_owned()
}

#[test]
fn a_head_that_never_ends_and_a_body_that_never_comes_are_given_up() {
    let program = Program::start(&[]);
    let begun = Instant::now();
    // A byte every half second, for as long as it is listened to: a head, and a body.
    let trickle = |first: String, next: &'static [u8]| {
        let mut stream = connected(&program);
        std::thread::spawn(move || {
            stream.write_all(first.as_bytes()).unwrap();
            stream.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
            for _ in 0..80 {
                let mut answer = [0; 512];
                match stream.read(&mut answer) {
                    Ok(0) => return String::new(),
                    Ok(length) => return String::from_utf8_lossy(&answer[..length]).into_owned(),
                    Err(_) if stream.write_all(next).is_err() => return String::new(),
                    Err(_) => {}
                }
            }
            "it is listened to still".to_owned()
        })
    };
    let head = trickle("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ".into(), b"a");
    let silent = trickle("GET / HT".into(), b"");
    let body = trickle(
        "POST /auth/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
            .into(),
        b" ",
    );
    // Meanwhile others are served.
    let mut other = connected(&program);
    other.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    assert!(status(&mut other).contains(" 204 "));
    for (what, thread) in [("head", head), ("silence", silent)] {
        let answer = thread.join().unwrap();
        assert!(answer.is_empty() || answer.contains(" 408 "), "{what}: {answer}");
    }
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
    let answer = body.join().unwrap();
    assert!(answer.contains(" 503 "), "{answer}");
}

#[test]
fn heads_that_are_too_long_are_refused() {
    let program = Program::start(&[]);
    let long = format!("X-Long: {}\r\n", "a".repeat(200_000));
    let many = (0..5_000).map(|number| format!("X-{number}: a\r\n")).collect::<String>();
    let cookie = format!("Cookie: session={}\r\n", "a".repeat(100_000));
    for (what, headers) in [("one long", long), ("many", many), ("a cookie", cookie)] {
        let mut stream = connected(&program);
        // It may hang up before all of it is sent.
        let _ = stream.write_all(format!("GET /auth/session HTTP/1.1\r\nHost: x\r\n{headers}\r\n").as_bytes());
        let answer = status(&mut stream);
        assert!(answer.is_empty() || answer.contains(" 431 "), "{what}: {answer}");
    }
    let mut stream = connected(&program);
    let _ = stream.write_all(format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "a".repeat(200_000)).as_bytes());
    let answer = status(&mut stream);
    assert!(answer.is_empty() || answer.contains(" 414 ") || answer.contains(" 431 "), "{answer}");
    // Two lengths, or one beside chunks, are how a request is smuggled past a proxy.
    for smuggled in [
        "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        "Content-Length: 5\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    ] {
        let mut stream = connected(&program);
        stream.write_all(format!("POST /auth/session HTTP/1.1\r\nHost: x\r\n{smuggled}").as_bytes()).unwrap();
        let answer = status(&mut stream);
        assert!(answer.is_empty() || answer.contains(" 400 "), "{smuggled:?}: {answer}");
    }
    let mut stream = connected(&program);
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    assert!(status(&mut stream).contains(" 204 "), "it goes on");
}

#[tokio::test]
async fn what_is_too_deep_or_too_large_is_refused() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(100_000), close.repeat(100_000));
    for body in [deep("[", "]"), deep("{\"a\":", "}"), "[".repeat(200_000)] {
        for (address, who) in [
            ("/f/home-contact/submissions", None),
            ("/auth/session", None),
            ("/crm/home/people", Some(&staff)),
            ("/crm/home/people/import", Some(&staff)),
        ] {
            let answer = app.send_raw(Method::POST, address, who, Body::from(body.clone()), &[]).await;
            let refused = [StatusCode::BAD_REQUEST, StatusCode::PAYLOAD_TOO_LARGE, StatusCode::UNPROCESSABLE_ENTITY];
            assert!(refused.contains(&answer.status), "{address}: {}", answer.status);
        }
    }
    let large = "a".repeat(20 * 1024 * 1024);
    for (address, who) in
        [("/f/home-contact/submissions", None), ("/auth/session", None), ("/crm/home/people", Some(&staff))]
    {
        let body = format!("{{\"email\": \"{large}\"}}");
        let answer = app.send_raw(Method::POST, address, who, Body::from(body), &[]).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{address}");
    }
    let many = (0..200_000).map(|number| format!("f{number}=1&")).collect::<String>();
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let answer = app.send_raw(Method::POST, "/f/home-contact/submissions", None, Body::from(many), &form).await;
    assert!(answer.status.is_client_error(), "{}", answer.status);
}
