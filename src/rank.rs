//! Order by a number: one sorting routine for all, since the standard one takes about 4 kB of wasm per type sorted.

/// The items by falling number, equals in their order.
pub(crate) fn descending<T>(items: Vec<T>, number: impl Fn(&T) -> f64) -> Vec<T> {
    let order = order(items.iter().map(number).collect());
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    let ranked = order.into_iter().filter_map(|place| items.get_mut(place)?.take());
    ranked.collect()
}

/// The items by rising number, equals in their order.
pub(crate) fn ascending<T>(items: Vec<T>, number: impl Fn(&T) -> f64) -> Vec<T> {
    descending(items, |item| -number(item))
}

/// Places of the numbers, the largest first, equals in order.
fn order(numbers: Vec<f64>) -> Vec<usize> {
    let mut order: Vec<(f64, usize)> = numbers.into_iter().zip(0..).collect();
    order.sort_unstable_by(|(a, i), (b, j)| b.total_cmp(a).then(i.cmp(j)));
    order.into_iter().map(|(_, place)| place).collect()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn equals_keep_their_order_either_way() {
        let items = vec![("a", 1.0), ("b", 3.0), ("c", 1.0), ("d", 2.0), ("e", 3.0)];
        let names = |items: Vec<(&'static str, f64)>| items.into_iter().map(|(name, _)| name).collect::<String>();
        assert_eq!(names(descending(items.clone(), |(_, n)| *n)), "bedac");
        assert_eq!(names(ascending(items, |(_, n)| *n)), "acdbe");
    }

    #[test]
    fn nothing_stays_nothing() {
        assert!(descending(Vec::<f64>::new(), |n| *n).is_empty());
    }
}
