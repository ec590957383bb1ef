//! The program `mingjing`.

fn main() -> anyhow::Result<()> {
    mingjing::main()
}
