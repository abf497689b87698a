use clap::Parser as _;

/// Many threads make and drop small things for every answer: glibc's allocator keeps a heap of its own for each of them,
/// which costs half as much memory again and a tenth of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> std::process::ExitCode {
    jiqiao::cli::run(jiqiao::cli::Cli::parse()).await
}
