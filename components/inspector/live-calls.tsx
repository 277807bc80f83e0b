'use client';

import { CallsText } from './calls-frame';
import { CallsNow } from './calls-now';
import { underneathText } from './underneath-text';
import { useUnderneath } from './use-underneath';

interface LiveCallsProps {
  /** The path of the page whose calls they are. */
  readonly page: string;
  /** Whether to go on asking. */
  readonly open: boolean;
}

/** The inspector as a part of a page. */
export default function LiveCalls({ page, open }: LiveCallsProps) {
  const now = useUnderneath(page, open);
  return (
    <>
      <CallsText>{now.state === 'told' ? underneathText(now.told) : null}</CallsText>
      <CallsNow now={now} page={page} />
    </>
  );
}
