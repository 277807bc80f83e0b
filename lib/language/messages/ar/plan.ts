import type { Texts } from '../../words';

export const plan: Texts<'plan'> = {
  every:
    '{interval, select, week {{count, plural, zero {كل # أسبوع} one {كل أسبوع} two {كل أسبوعين} few {كل # أسابيع} many {كل # أسبوعًا} other {كل # أسبوع}}} month {{count, plural, zero {كل # شهر} one {كل شهر} two {كل شهرين} few {كل # أشهر} many {كل # شهرًا} other {كل # شهر}}} other {{count, plural, zero {كل # سنة} one {كل سنة} two {كل سنتين} few {كل # سنوات} many {كل # سنة} other {كل # سنة}}}}',
  free: '{days, plural, zero {بلا أيام مجانية} one {يوم واحد مجانًا} two {يومان مجانًا} few {# أيام مجانًا} many {# يومًا مجانًا} other {# يوم مجانًا}}',
  freeFirst: '{free} في البداية',
  charged: '{price} {every}',
  afterTrial: '{free}، ثم {charged}',
  consent: 'يخصم {seller} مبلغ {charged} مقابل {name}، والخصم الأول الآن.',
  consentAfterTrial:
    'يخصم {seller} مبلغ {charged} مقابل {name}، والخصم الأول في {day}، وحتى ذلك اليوم مجانًا.',
};
