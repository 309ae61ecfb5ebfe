/** A function of objects that finds out each answer once: files have more wrong places than objects. */
export function remembered<K extends object, V>(find: (key: K) => V): (key: K) => V {
  const found = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    const known = found.get(key) ?? { value: find(key) };
    found.set(key, known);
    return known.value;
  };
}

/** As {@link remembered}, for each of what they are looked up in. */
export function rememberedIn<K extends object, I extends object, V>(
  find: (key: K, index: I) => V,
): (key: K, index: I) => V {
  const ofIndex = remembered((index: I) => remembered((key: K) => find(key, index)));
  return (key, index) => ofIndex(index)(key);
}
