import type { Texts } from '../../words';

export const mails: Texts<'mails'> = {
  receiptSubject: 'Votre reçu de {seller}, {number}',
  hello: 'Bonjour {name},',
  charged: '{seller} a débité {amount} le {day} ({card}). Merci.',
  paid: 'Payé',
  receipt: 'Reçu',
  paidWith: 'Payé avec',
  onStatement: 'Sur votre relevé',
  charge: 'Paiement',
  seeReceipt: 'Voir le reçu',
  refundSubject: '{amount} remboursés par {seller}, {number}',
  back: '{amount} remboursés',
  gaveBack:
    '{seller} vous a remboursé {amount} ({card}). Votre banque peut mettre quelques jours à l’afficher.',
  gavePart:
    '{seller} vous a remboursé {amount} ({card}), une partie de ce que vous avez payé. Votre banque peut mettre quelques jours à l’afficher.',
  order: 'Commande',
  backTo: 'Remboursé sur',
  seeOrder: 'Voir la commande',
  invoice: 'Facture',
  seeSubscription: 'Voir l’abonnement',
  plusSubject: 'Votre reçu pour {plus}',
  plusUntil:
    '{plus} est à vous jusqu’au {day}. Il prend fin de lui-même : rien ne sera débité de nouveau.',
  seePlus: 'Voir {plus}',
  askedSubject: 'Veuillez confirmer votre paiement à {seller}, {number}',
  elseGivenUp:
    'Si vous ne faites rien, ce paiement est abandonné le {time} UTC : {seller} ne prélève rien, et les articles ne vous sont plus réservés.',
  elseAllCanceled:
    'Si vous ne faites rien, toute la commande est annulée le {time} UTC : aucun vendeur ne prélève quoi que ce soit, et les montants réservés sont libérés.',
  signInThere:
    'Le bouton mène à Souk, où vous vous connectez comme d’habitude. Personne n’a besoin de votre numéro de carte par e-mail.',
  seller: 'Vendeur',
  toConfirm: 'À confirmer',
  card: 'Carte',
  confirmIt: 'Confirmer le paiement',
  foot: 'Souk est une démonstration : rien n’a été vendu et aucun argent n’a circulé. Vous recevez ce message parce que vous avez acheté sur Souk.',
};
