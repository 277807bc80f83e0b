/** What a plan costs and how often; said wherever its price is. */
export const plan = {
  every:
    'every {interval, select, week {{count, plural, one {week} other {# weeks}}} month {{count, plural, one {month} other {# months}}} other {{count, plural, one {year} other {# years}}}}',
  free: '{days, plural, one {# day} other {# days}} free',
  freeFirst: '{free} first',
  charged: '{price} {every}',
  afterTrial: '{free}, then {charged}',
  consent: '{seller} charges {charged} for {name}, the first time now.',
  consentAfterTrial:
    '{seller} charges {charged} for {name}, the first time on {day}: until then it is free.',
} as const;
