//! The outbox, against a mail server of a few lines.

use axum::http::Method;
use calling_card_contact::DoubleOptIn;
use calling_card_gateway::mail::Mailer;
use calling_card_gateway::site::Site;
use calling_card_gateway::state::Config;
use calling_card_gateway::store::mails::{self, Outcome};
use calling_card_gateway::{AppState, mail};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use crate::test_app::{Staff, TestApp};

/// A mail server that takes every password, and answers a mail's text with this, or hangs up; tells each text that it got.
pub(crate) async fn server(answer: &'static str) -> (String, mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let (tell, told) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let tell = tell.clone();
            tokio::spawn(async move {
                let (read, mut write) = stream.into_split();
                let mut lines = BufReader::new(read).lines();
                let _ = write.write_all(b"220 here\r\n").await;
                while let Ok(Some(line)) = lines.next_line().await {
                    let said = match line.get(..4).unwrap_or_default() {
                        "DATA" => {
                            let _ = write.write_all(b"354 go on\r\n").await;
                            let mut text = String::new();
                            while let Ok(Some(line)) = lines.next_line().await {
                                if line == "." {
                                    break;
                                }
                                text += &(line + "\n");
                            }
                            let _ = tell.send(text);
                            if answer.is_empty() {
                                return;
                            }
                            answer
                        }
                        "EHLO" => "250-well\r\n250 AUTH PLAIN",
                        "AUTH" => "235 known",
                        "QUIT" => "221 bye",
                        _ => "250 well",
                    };
                    let _ = write.write_all(format!("{said}\r\n").as_bytes()).await;
                }
            });
        }
    });
    (url, told)
}

async fn submitted() -> (TestApp, Staff) {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    app.ask_for_confirmation(&staff, DoubleOptIn::standard()).await;
    let sent = json!({ "values": { "family_name": "Curie", "email": "marie@example.com" }, "consent": true });
    app.send(Method::POST, "/f/home-contact/submissions", None, sent, &[]).await;
    (app, staff)
}

async fn only_mail(app: &TestApp, staff: &Staff) -> Value {
    app.get("/crm/home/mails", staff).await.body["mails"][0].clone()
}

#[tokio::test]
async fn a_mail_is_sent_once_and_the_proof_says_so() {
    let (app, staff) = submitted().await;
    let (url, mut told) = server("250 taken").await;
    let mailer = Mailer::new(&url, "Company <post@company.example>").unwrap();
    let state = AppState::new(app.store.clone(), Site::open(None), Config::default()).with_mailer(Some(mailer));
    let task = tokio::spawn(mail::deliver(state));
    let text = told.recv().await.unwrap();
    assert!(text.contains("To: marie@example.com") && text.contains("Auto-Submitted: auto-generated"), "{text}");
    let mut mail = only_mail(&app, &staff).await;
    for _ in 0..200 {
        if mail["state"] == "sent" {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
        mail = only_mail(&app, &staff).await;
    }
    assert_eq!((&mail["state"], &mail["attempts"]), (&json!("sent"), &json!(1)));
    assert!(mail["body"].as_str().unwrap().contains("/doi/…"), "a link that was sent is kept nowhere");
    let draft = app.get(&format!("/crm/home/drafts/{}", mail["draft"].as_str().unwrap()), &staff).await.body;
    let proof = &draft["consent"]["content"]["opt_in"];
    assert_eq!((proof["sent_at"].is_string(), proof["mail_hash"].as_str().unwrap().len()), (true, 64));
    assert!(mails::claim(&app.store).await.unwrap().is_none() && told.try_recv().is_err());
    task.abort();
}

#[tokio::test]
async fn what_a_mail_server_says_decides_what_becomes_of_a_mail() {
    let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let unreachable = format!("smtp://{nobody}");
    for (answer, state) in
        [("451 later", "waiting"), ("550 no <marie@example.com>", "failed"), ("", "in_doubt"), ("down", "waiting")]
    {
        let (app, staff) = submitted().await;
        let url = if answer == "down" { unreachable.clone() } else { server(answer).await.0 };
        let mailer = Mailer::new(&url, "post@company.example").unwrap();
        let due = mails::claim(&app.store).await.unwrap().unwrap();
        let outcome = mailer.send(&due).await;
        mails::settle(&app.store, &due, outcome).await.unwrap();
        let mail = only_mail(&app, &staff).await;
        assert_eq!(mail["state"], state, "{answer}: {mail}");
        assert!(!mail["reason"].as_str().unwrap().is_empty());
        assert!(mails::claim(&app.store).await.unwrap().is_none(), "not at once");
        // What waits is tried again, with the same link.
        app.sql("UPDATE mails SET next_at = '2020-01-01T00:00:00.000Z' WHERE state = 'waiting'").await;
        let next = mails::claim(&app.store).await.unwrap();
        assert_eq!(next.map(|next| next.body), (state == "waiting").then_some(due.body));
    }
}

#[tokio::test]
async fn a_mail_that_was_on_its_way_when_the_program_ended_is_not_sent_again() {
    let (app, staff) = submitted().await;
    let due = mails::claim(&app.store).await.unwrap().unwrap();
    // Where there may be others, it is the one's that has taken it for a while.
    app.sql("UPDATE mails SET next_at = '2020-01-01T00:00:00.000Z' WHERE next_at IS NOT NULL").await;
    mails::doubt_interrupted(&app.store).await.unwrap();
    assert_eq!(only_mail(&app, &staff).await["state"], "in_doubt");
    assert!(mails::claim(&app.store).await.unwrap().is_none());
    // Staff may.
    let workspace = calling_card_gateway::store::workspaces::find(&app.store, "home").await.unwrap().unwrap();
    mails::send_now(&app.store, workspace, due.id).await.unwrap();
    let again = mails::claim(&app.store).await.unwrap().unwrap();
    mails::settle(&app.store, &again, Outcome::Sent).await.unwrap();
    assert_eq!(only_mail(&app, &staff).await["state"], "sent");
    assert!(mails::send_now(&app.store, workspace, due.id).await.is_err(), "never twice");
}
