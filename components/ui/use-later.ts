import { useCallback, useState, type ComponentType } from 'react';

/**
 * A part of a page whose script comes when it is asked for: `Part` is null until then, and `missing`
 * once it did not come, as without a network. It can be asked for again, and nothing else is lost with
 * it: what `next/dynamic` cannot load takes the whole page along. `load` has to be the same each time.
 */
export function useLater<Props>(load: () => Promise<ComponentType<Props>>) {
  const [loaded, setLoaded] = useState<{ readonly Part: ComponentType<Props> } | null>(null);
  const [missing, setMissing] = useState(false);
  const ask = useCallback(() => {
    setMissing(false);
    load().then(
      (Part) => setLoaded({ Part }),
      () => setMissing(true),
    );
  }, [load]);
  return { Part: loaded?.Part ?? null, missing, ask };
}
