//! Logs on standard error, and traces over OTLP where a collector is named.

use std::sync::atomic::{AtomicBool, Ordering};

use opentelemetry::KeyValue;
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_otlp::SpanExporter;
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing::Level;
use tracing_subscriber::filter::{EnvFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt};

/// By what a collector of traces is named, as everywhere (OpenTelemetry, "Environment Variable Specification").
const ENDPOINTS: [&str; 2] = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"];

/// Whether traces are sent.
static TRACES: AtomicBool = AtomicBool::new(false);

/// Whether traces are sent.
pub(crate) fn traces() -> bool {
    TRACES.load(Ordering::Relaxed)
}

/// How a log is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// For programs: one JSON object a line.
    Json,
}

/// Logs and traces of a program, until it ends.
#[derive(Debug)]
pub struct Telemetry {
    traces: Option<SdkTracerProvider>,
}

/// Why traces cannot be sent.
#[derive(Debug, thiserror::Error)]
#[error("traces cannot be sent as {ENDPOINT} says ({0})", ENDPOINT = ENDPOINTS[0])]
pub struct TelemetryError(String);

impl Telemetry {
    /// Begins: what is logged is what `RUST_LOG` says, else warnings and errors.
    pub fn begin(format: LogFormat) -> Result<Self, TelemetryError> {
        let traces = exporter()?;
        TRACES.store(traces.is_some(), Ordering::Relaxed);
        // Of the programs below us nothing is traced, least of all what sends the traces.
        let ours = || Targets::new().with_target("calling_card", Level::INFO);
        let tracing = traces.as_ref().map(|provider| {
            tracing_opentelemetry::layer().with_tracer(provider.tracer("calling-card")).with_filter(ours())
        });
        let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn,sqlx::query=error".into());
        let text = fmt::layer().with_writer(std::io::stderr);
        let log = match format {
            LogFormat::Text => text.with_filter(filter).boxed(),
            LogFormat::Json => text.json().flatten_event(true).with_span_list(false).with_filter(filter).boxed(),
        };
        tracing_subscriber::registry().with(tracing).with(log).init();
        // What a program says that panics may have anything in it; where it did is enough to find it.
        std::panic::set_hook(Box::new(|panic| {
            let place = panic.location().map(ToString::to_string).unwrap_or_default();
            tracing::error!(place, "panicked");
        }));
        Ok(Self { traces })
    }

    /// Ends: what has not been sent yet is sent.
    pub fn end(self) {
        if let Some(Err(error)) = self.traces.map(|traces| traces.shutdown()) {
            tracing::warn!(%error, "the last traces were not sent");
        }
    }
}

fn exporter() -> Result<Option<SdkTracerProvider>, TelemetryError> {
    let named = |name: &&str| std::env::var(name).is_ok_and(|address| !address.is_empty());
    if !ENDPOINTS.iter().any(named) {
        return Ok(None);
    }
    let exporter = SpanExporter::builder().with_http().build().map_err(|error| TelemetryError(error.to_string()))?;
    let version = KeyValue::new("service.version", env!("CARGO_PKG_VERSION"));
    let mut resource = Resource::builder().with_attribute(version);
    if !named(&"OTEL_SERVICE_NAME") {
        resource = resource.with_service_name("calling-card");
    }
    Ok(Some(SdkTracerProvider::builder().with_batch_exporter(exporter).with_resource(resource.build()).build()))
}
