import type { Texts } from '../../words';

export const home: Texts<'home'> = {
  title: 'De nombreuses petites boutiques. Une seule carte.',
  about:
    'Enregistrez votre carte une fois et payez d’un seul geste n’importe lequel de nos {sellers, plural, one {# vendeur} many {# vendeurs} other {# vendeurs}} dans {countries, plural, one {# pays} many {# pays} other {# pays}}. Chacun la débite directement, dans sa propre devise.',
  goods: 'Articles',
  noGoods: 'Pas encore d’articles',
  unpacking: 'Les vendeurs déballent encore leurs cartons. Repassez plus tard.',
  seeAll: 'Voir tous les articles',
  sellers: 'Qui vend ici',
  browse: 'Parcourir toutes leurs créations',
  how: 'Comment l’argent circule',
  saveTitle: 'Vous enregistrez une carte une fois',
  save: 'La plateforme la conserve comme PaymentMethod d’un seul Customer. Votre banque peut vous demander une confirmation, cette fois seulement.',
  copyTitle: 'Chaque vendeur reçoit une copie',
  copy: 'Quand vous payez, la carte enregistrée est clonée en parallèle sur le compte de chaque vendeur.',
  chargeTitle: 'Chaque vendeur débite directement',
  charge:
    'Un paiement direct au nom du vendeur, dans sa devise ; la plateforme en prélève une commission.',
  onPlatform: 'sur la plateforme',
  onEach: 'sur chaque compte',
  cardSaved: 'Carte enregistrée : <card></card>',
  endingIn: 'se terminant par {last4}',
  expired: 'Expirée',
  seeWallet: 'Voir votre portefeuille',
  saveOnce: 'Enregistrer une carte',
  noneYet: 'Votre portefeuille est encore vide.',
  testCard: 'Une carte de test suffit ; ici, rien n’est facturé.',
};
