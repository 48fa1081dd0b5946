//! Lists in order do what the standard library's trees do.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::{Map, Set};

proptest! {
    #[test]
    fn a_map_is_as_a_tree(steps in prop::collection::vec((0u8..20, prop::option::of(any::<u8>())), 0..60), least in 0u8..20) {
        let (mut map, mut tree) = (Map::new(), BTreeMap::new());
        for (key, value) in steps {
            match value {
                Some(value) => prop_assert_eq!(map.insert(key, value), tree.insert(key, value)),
                None => prop_assert_eq!(map.remove(&key), tree.remove(&key)),
            }
            prop_assert_eq!(map.get(&key), tree.get(&key));
            prop_assert_eq!(map.contains_key(&key), tree.contains_key(&key));
        }
        prop_assert!(map.iter().eq(&tree));
        map.retain(|key, value| *key >= least && *value % 2 == 0);
        tree.retain(|key, value| *key >= least && *value % 2 == 0);
        prop_assert!(map.iter().eq(&tree));
        prop_assert_eq!(map.len(), tree.len());
        prop_assert_eq!(serde_json::to_string(&map).unwrap(), serde_json::to_string(&tree).unwrap());
    }

    #[test]
    fn a_set_is_as_a_tree(steps in prop::collection::vec((0u8..20, any::<bool>()), 0..60)) {
        let (mut set, mut tree) = (Set::new(), BTreeSet::new());
        for (key, is_in) in steps {
            if is_in {
                prop_assert_eq!(set.insert(key), tree.insert(key));
            } else {
                prop_assert_eq!(set.remove(&key), tree.remove(&key));
            }
        }
        prop_assert!(set.iter().eq(&tree));
    }
}
