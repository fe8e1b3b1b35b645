//! Traces of the real program, as a collector gets them over OTLP.

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::routing::post;
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::any_value::Value;
use opentelemetry_proto::tonic::trace::v1::Span;
use prost::Message;
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use crate::program::{self, Served};

/// A collector; its address, and what it gets.
async fn collector() -> (String, mpsc::UnboundedReceiver<ExportTraceServiceRequest>) {
    let (tell, told) = mpsc::unbounded_channel();
    let take = async |State(tell): State<mpsc::UnboundedSender<ExportTraceServiceRequest>>, body: Bytes| {
        tell.send(ExportTraceServiceRequest::decode(body).unwrap()).unwrap();
    };
    let router = Router::new().route("/v1/traces", post(take)).with_state(tell);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    (address, told)
}

fn attribute(span: &Span, key: &str) -> Option<String> {
    let value = span.attributes.iter().find(|one| one.key == key)?.value.clone()?.value?;
    Some(match value {
        Value::StringValue(text) => text,
        Value::IntValue(number) => number.to_string(),
        other => format!("{other:?}"),
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_a_span_with_its_route_and_without_what_was_asked() {
    let (address, mut told) = collector().await;
    let data = tempfile::tempdir().unwrap();
    let mut command = program::command(data.path(), &[]);
    command.env("OTEL_EXPORTER_OTLP_ENDPOINT", &address).env_remove("OTEL_SERVICE_NAME");
    let gateway = Served::start(command).await;
    let client = reqwest::Client::new();
    let key = "0190b6a4-7d1e-7000-8000-000000000001";
    client.get(format!("{}/crm/home/people/{key}?q=secret", gateway.url)).send().await.unwrap();
    let answer = client.get(format!("{}/readyz", gateway.url)).send().await.unwrap();
    let id = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
    // What has not been sent yet is sent at the end.
    assert_eq!(gateway.stop().await.0, Some(0));
    let mut spans = Vec::new();
    while let Ok(request) = told.try_recv() {
        for of_resource in request.resource_spans {
            let resource = of_resource.resource.unwrap();
            let named = resource.attributes.iter().find(|one| one.key == "service.name").unwrap();
            let name = named.value.clone().unwrap().value.unwrap();
            assert_eq!(name, Value::StringValue("calling-card".into()));
            spans.extend(of_resource.scope_spans.into_iter().flat_map(|of_scope| of_scope.spans));
        }
    }
    let asked = spans.iter().find(|span| span.name == "GET /crm/{connection}/people/{id}").unwrap();
    assert_eq!(attribute(asked, "http.response.status_code").as_deref(), Some("401"));
    assert_eq!(attribute(asked, "http.route").as_deref(), Some("/crm/{connection}/people/{id}"));
    let ready = spans.iter().find(|span| span.name == "GET /readyz").unwrap();
    assert_eq!(attribute(ready, "id"), Some(id));
    assert!(ready.end_time_unix_nano > ready.start_time_unix_nano && ready.kind == 2, "{ready:?}");
    let text = format!("{spans:?}");
    assert!(!text.contains(key) && !text.contains("secret"), "{text}");
}

#[tokio::test]
async fn a_collector_that_is_away_keeps_nobody_waiting() {
    let data = tempfile::tempdir().unwrap();
    let mut command = program::command(data.path(), &[]);
    command.env("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1");
    let gateway = Served::start(command).await;
    let begun = std::time::Instant::now();
    assert_eq!(reqwest::get(format!("{}/healthz", gateway.url)).await.unwrap().status(), 204);
    assert!(begun.elapsed() < std::time::Duration::from_secs(2));
    assert_eq!(gateway.stop().await.0, Some(0));
}
