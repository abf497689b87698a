use clap::Parser as _;

#[tokio::main]
async fn main() -> std::process::ExitCode {
    jiqiao::cli::run(jiqiao::cli::Cli::parse()).await
}
