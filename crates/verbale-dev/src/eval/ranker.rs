//! `eval ranker FILE.tsv`: what the ranker's whole numbers change beside floats,
//! on the marked pairs of a table.

use verbale::Ranker;

use super::plv::{Marked, bytes, marked};

/// Reads the rows both ways and prints how far the answers are the same.
pub(super) fn run(arguments: &[String]) -> Result<(), String> {
    let path = arguments.first().ok_or("verbale-dev eval ranker FILE.tsv")?;
    let exact = Ranker::exact();
    let (mut pairs, mut classes, mut types, mut sum, mut most) = (0, 0, 0, 0.0, 0.0_f32);
    let mut differences = Vec::new();
    for Marked { text, sources, targets } in marked(path)? {
        let parties = [bytes(&sources), bytes(&targets)];
        let [exact, whole] =
            [&exact, Ranker::bundled()].map(|ranker| ranker.read(&text, &parties).pair(0, 1));
        let (Some(exact), Some(whole)) = (exact, whole) else { continue };
        pairs += 1;
        let likeliest = |probabilities: &[f32]| {
            (0..probabilities.len()).max_by(|a, b| probabilities[*a].total_cmp(&probabilities[*b]))
        };
        classes += usize::from(likeliest(&exact.probabilities) == likeliest(&whole.probabilities));
        types += usize::from(exact.best().0 == whole.best().0);
        let difference = (exact.probabilities.iter().zip(&whole.probabilities))
            .map(|(exact, whole)| (exact - whole).abs())
            .fold(0.0, f32::max);
        differences.push(difference);
        sum += f64::from(difference);
        most = most.max(difference);
    }
    differences.sort_by(f32::total_cmp);
    println!("likeliest class the same: {}", super::share(classes, pairs));
    println!("likeliest type the same:  {}", super::share(types, pairs));
    let at = |share: f64| differences.get((share * pairs as f64) as usize).copied().unwrap_or_default();
    println!(
        "greatest difference of a class's probability: mean {:.4}, median {:.4}, of one in twenty {:.4}, most {most:.4}",
        sum / f64::from(pairs.max(1) as u32),
        at(0.5),
        at(0.95)
    );
    Ok(())
}
