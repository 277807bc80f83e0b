import type { Texts } from '../../words';

export const cards: Texts<'cards'> = {
  card: 'Carte',
  method: 'Moyen de paiement',
  thisMethod: 'Ce moyen de paiement',
  acss_debit: 'Prélèvement bancaire canadien',
  au_becs_debit: 'Prélèvement bancaire australien',
  bacs_debit: 'Prélèvement Bacs',
  sepa_debit: 'Prélèvement SEPA',
  us_bank_account: 'Compte bancaire américain',
  endingIn: '{name} se terminant par {last4}',
  expires: 'Expire en {date}',
  expired: 'A expiré en {date}',
  expiresSoon: 'Expire bientôt, {date}',
  notClonable:
    '{name} ne permet pas de payer les vendeurs sur Souk : Stripe ne copie sur le compte d’un vendeur que les cartes et les comptes bancaires américains. Enregistrez une carte pour payer.',
  verifying: 'Ce compte bancaire n’est pas encore vérifié. Vérifiez-le dans votre portefeuille.',
  unverified:
    'Ce compte bancaire n’a pas pu être vérifié. Ajoutez-le de nouveau ou utilisez un autre moyen de paiement.',
};
