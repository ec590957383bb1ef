//! The process of the service `complaint`.

fn main() -> anyhow::Result<()> {
    runtime::main(&complaint::ComplaintService)
}
