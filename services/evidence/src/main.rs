//! The process of the service `evidence`.

fn main() -> anyhow::Result<()> {
    runtime::main(&evidence::EvidenceService)
}
