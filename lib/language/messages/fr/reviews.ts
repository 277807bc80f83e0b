import type { Texts } from '../../words';

export const reviews: Texts<'reviews'> = {
  title: 'Avis',
  rating: '{stars} étoiles sur 5, {count, plural, one {# avis} many {# avis} other {# avis}}',
  stars: '{stars} étoiles sur 5',
  star: '{stars, plural, one {# étoile} many {# étoiles} other {# étoiles}}',
  none: 'Aucun avis pour le moment.',
  whatDoYouThink: 'Vous l’avez acheté : qu’en pensez-vous ?',
  yours: 'Votre avis',
  howIs: 'Que pensez-vous de « {name} » ?',
  you: 'Vous',
  changed: '{date} (modifié)',
  own: 'Vous vendez cet article vous-même. Les avis viennent de ceux qui l’achètent.',
  notBought:
    'Les avis viennent de personnes qui l’ont acheté ici. Après votre achat, le vôtre y aura sa place.',
  signedOut:
    'Les avis viennent de personnes qui l’ont acheté ici. <link>Connectez-vous</link> si c’est votre cas.',
  starsLegend: 'Étoiles',
  inYourWords: 'Avec vos mots',
  hint: 'Tout le monde peut le lire, avec votre prénom.',
  saving: 'Enregistrement…',
  change: 'Modifier l’avis',
  post: 'Publier l’avis',
  delete: 'Supprimer',
  deleting: 'Suppression…',
  thanks: 'Merci. Votre avis figure ci-dessous.',
  deleted: 'Avis supprimé.',
  chooseStars: 'Choisissez d’une à cinq étoiles.',
};
