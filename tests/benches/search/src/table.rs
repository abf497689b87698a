//! One table: product, bare engine and what the product reaches of it.

/// Whether more is better, for the ratio.
#[derive(Clone, Copy, PartialEq)]
pub enum Better {
    More,
    Less,
}

/// Prints the heading.
pub fn heading() {
    println!("{:<44} {:>12} {:>12} {:>14}", "", "product", "bare", "product/bare");
}

/// Prints a row; the ratio says how near the product comes: above 1 it is better than the bare engine.
pub fn row(name: &str, unit: &str, product: f64, bare: Option<f64>, better: Better) {
    let number = |value: f64| if value < 100.0 { format!("{value:.2} {unit}") } else { format!("{value:.0} {unit}") };
    let ratio = bare.map(|bare| if better == Better::More { product / bare } else { bare / product });
    println!(
        "{name:<44} {:>12} {:>12} {:>14}",
        number(product),
        bare.map_or_else(|| "–".to_owned(), number),
        ratio.map_or_else(|| "–".to_owned(), |ratio| format!("{ratio:.2}")),
    );
}

/// Prints a row of the product alone.
pub fn value(name: &str, unit: &str, product: f64) {
    row(name, unit, product, None, Better::Less);
}
