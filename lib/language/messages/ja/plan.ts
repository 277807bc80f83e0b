import type { Texts } from '../../words';

export const plan: Texts<'plan'> = {
  every:
    '{interval, select, week {{count, plural, other {#週間ごと}}} month {{count, plural, =1 {毎月} other {#か月ごと}}} other {{count, plural, =1 {毎年} other {#年ごと}}}}',
  free: '{days, plural, other {#日間無料}}',
  freeFirst: '最初の{free}',
  charged: '{every}{price}',
  afterTrial: '{free}、以後{charged}',
  consent: '{seller}が「{name}」の代金として{charged}を請求します。初回は今すぐ請求されます。',
  consentAfterTrial:
    '{seller}が「{name}」の代金として{charged}を請求します。初回は{day}で、それまでは無料です。',
};
