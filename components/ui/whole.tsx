'use client';

import { use, type ReactNode } from 'react';

/**
 * A page that is sent in one piece, once `drawn` says so. What a page has still to wait for when it is
 * begun to be sent comes at the end of the document, and is put in its place by script: without, a note
 * would stand outside of what it is about.
 */
export function Whole({
  drawn,
  children,
}: {
  readonly drawn: Promise<unknown>;
  readonly children: ReactNode;
}) {
  use(drawn);
  return children;
}
