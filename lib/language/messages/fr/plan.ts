import type { Texts } from '../../words';

export const plan: Texts<'plan'> = {
  every:
    '{interval, select, week {{count, plural, one {par semaine} many {toutes les # semaines} other {toutes les # semaines}}} month {{count, plural, one {par mois} many {tous les # mois} other {tous les # mois}}} other {{count, plural, one {par an} many {tous les # ans} other {tous les # ans}}}}',
  free: '{days, plural, one {# jour gratuit} many {# jours gratuits} other {# jours gratuits}}',
  freeFirst: '{free} pour commencer',
  charged: '{price} {every}',
  afterTrial: '{free}, puis {charged}',
  consent: '{seller} vous prélève {charged} pour {name}, dès maintenant.',
  consentAfterTrial:
    '{seller} vous prélève {charged} pour {name}, à partir du {day} : jusque-là, c’est gratuit.',
};
