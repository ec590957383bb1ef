//! A collector that keeps what it is sent, as text.

use std::sync::{Arc, Mutex};

use opentelemetry::trace::TraceId;
use opentelemetry_proto::tonic::collector::logs::v1::logs_service_server::{
    LogsService, LogsServiceServer,
};
use opentelemetry_proto::tonic::collector::logs::v1::{
    ExportLogsServiceRequest, ExportLogsServiceResponse,
};
use opentelemetry_proto::tonic::collector::metrics::v1::metrics_service_server::{
    MetricsService, MetricsServiceServer,
};
use opentelemetry_proto::tonic::collector::metrics::v1::{
    ExportMetricsServiceRequest, ExportMetricsServiceResponse,
};
use opentelemetry_proto::tonic::collector::trace::v1::trace_service_server::{
    TraceService, TraceServiceServer,
};
use opentelemetry_proto::tonic::collector::trace::v1::{
    ExportTraceServiceRequest, ExportTraceServiceResponse,
};
use tokio::net::TcpListener;
use tonic::transport::Server;
use tonic::transport::server::TcpIncoming;
use tonic::{Request, Response, Status, async_trait};

type Kept = Arc<Mutex<Vec<String>>>;

#[derive(Clone, Default)]
pub(crate) struct Collector {
    pub(crate) endpoint: String,
    pub(crate) spans: Kept,
    pub(crate) logs: Kept,
    pub(crate) figures: Kept,
}

fn hex(id: &[u8]) -> String {
    TraceId::from_bytes(id.try_into().unwrap()).to_string()
}

#[async_trait]
impl TraceService for Collector {
    async fn export(
        &self,
        request: Request<ExportTraceServiceRequest>,
    ) -> Result<Response<ExportTraceServiceResponse>, Status> {
        let sent = request.into_inner();
        let scopes = sent
            .resource_spans
            .iter()
            .flat_map(|resource| &resource.scope_spans);
        let ids: Vec<_> = scopes
            .flat_map(|scope| &scope.spans)
            .map(|span| hex(&span.trace_id))
            .collect();
        self.spans.lock().unwrap().push(format!("{ids:?} {sent:?}"));
        Ok(Response::new(ExportTraceServiceResponse::default()))
    }
}

#[async_trait]
impl LogsService for Collector {
    async fn export(
        &self,
        request: Request<ExportLogsServiceRequest>,
    ) -> Result<Response<ExportLogsServiceResponse>, Status> {
        let sent = request.into_inner();
        let scopes = sent
            .resource_logs
            .iter()
            .flat_map(|resource| &resource.scope_logs);
        let ids: Vec<_> = scopes
            .flat_map(|scope| &scope.log_records)
            .map(|log| hex(&log.trace_id))
            .collect();
        self.logs.lock().unwrap().push(format!("{ids:?} {sent:?}"));
        Ok(Response::new(ExportLogsServiceResponse::default()))
    }
}

#[async_trait]
impl MetricsService for Collector {
    async fn export(
        &self,
        request: Request<ExportMetricsServiceRequest>,
    ) -> Result<Response<ExportMetricsServiceResponse>, Status> {
        self.figures
            .lock()
            .unwrap()
            .push(format!("{:?}", request.into_inner()));
        Ok(Response::new(ExportMetricsServiceResponse::default()))
    }
}

impl Collector {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let collector = Self {
            endpoint,
            ..Self::default()
        };
        let server = Server::builder()
            .add_service(TraceServiceServer::new(collector.clone()))
            .add_service(LogsServiceServer::new(collector.clone()))
            .add_service(MetricsServiceServer::new(collector.clone()))
            .serve_with_incoming(TcpIncoming::from(listener));
        tokio::spawn(server);
        collector
    }
}
