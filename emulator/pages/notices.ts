/** What a page says after a form; the address names one, so that it cannot be made to say more. */
export const notices = {
  cleared: 'The fault is cleared.',
  'all-cleared': 'All faults are cleared.',
  set: 'The fault is set.',
  resent: 'The event was sent again; its deliveries tell what became of it.',
  reset: 'All data is gone.',
  seeded: 'A connected account was added; it can charge cards at once.',
  moved: 'The clock was moved.',
} as const;

export type NoticeName = keyof typeof notices;
