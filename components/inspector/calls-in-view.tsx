'use client';

import { useEffect, useRef, useState } from 'react';
import { useLater } from '@/components/ui/use-later';
import { CallsMissing } from './calls-missing';
import { CallsSkeleton } from './calls-skeleton';

const load = () => import('./live-calls').then((file) => file.default);

/** Loads the inspector of `page` when a reader comes near it, and has it ask while it is in view. */
export function CallsInView({ page }: { readonly page: string }) {
  const ref = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState(false);
  const [near, setNear] = useState(false);
  const { Part, missing, ask } = useLater(load);

  useEffect(() => {
    const { current } = ref;
    if (!current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const isNear = entries.at(-1)?.isIntersecting ?? false;
        setNear(isNear);
        if (isNear) setWanted(true);
      },
      // Half a screen ahead of whoever scrolls.
      { rootMargin: '50% 0px' },
    );
    observer.observe(current);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (wanted) ask();
  }, [wanted, ask]);

  return (
    <div ref={ref} data-needs-script className="min-h-64">
      {Part ? <Part page={page} open={near} /> : null}
      {wanted && !Part && !missing ? <CallsSkeleton /> : null}
      {missing ? <CallsMissing onTry={ask} /> : null}
    </div>
  );
}
