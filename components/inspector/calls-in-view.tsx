'use client';

import dynamic from 'next/dynamic';
import { useEffect, useRef, useState } from 'react';
import { CallsSkeleton } from './calls-skeleton';

const LiveCalls = dynamic(() => import('./live-calls'), { ssr: false, loading: CallsSkeleton });

/** Loads the inspector of `page` when a reader comes near it, and has it ask while it is in view. */
export function CallsInView({ page }: { readonly page: string }) {
  const ref = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState(false);
  const [near, setNear] = useState(false);

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

  return (
    <div ref={ref} data-needs-script className="min-h-64">
      {wanted ? <LiveCalls page={page} open={near} /> : null}
    </div>
  );
}
