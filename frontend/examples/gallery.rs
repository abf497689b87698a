//! Writes every page with sample data into a folder, to be looked at: `cargo run -p frontend --example gallery -- DIR`.

use std::error::Error;
use std::path::{Path, PathBuf};

use frontend::{Template, assets};

#[path = "../tests/sample/mod.rs"]
mod sample;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name the folder to write to")?);
    write_static(&folder)?;
    let write = |name: &str, html: String| std::fs::write(folder.join(format!("{name}.html")), html);
    write("home", sample::home().render()?)?;
    write("search", sample::search().render()?)?;
    write("search-empty", sample::empty_search().render()?)?;
    write("achievement", sample::achievement().render()?)?;
    write("achievement-confidential", sample::confidential_achievement().render()?)?;
    write("demand", sample::demand().render()?)?;
    write("organization", sample::organization().render()?)?;
    write("fields", sample::field_list().render()?)?;
    write("field", sample::field().render()?)?;
    write("statistics", sample::statistics().render()?)?;
    write("statistics-records", sample::statistics_records().render()?)?;
    write("about", sample::about().render()?)?;
    write("error", sample::error().render()?)?;
    write("workbench-missing", sample::workbench_missing().render()?)?;
    Ok(())
}

fn write_static(folder: &Path) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(folder.join("static"))?;
    for name in ["site.css", "site.js", "icon.svg"] {
        let url = assets::static_url(name);
        let file = url.strip_prefix("/static/").unwrap_or(name);
        let asset = assets::static_file(file).ok_or(name)?;
        std::fs::write(folder.join("static").join(file), &asset.bytes)?;
    }
    Ok(())
}
