import type { Texts } from '../../words';

export const receipts: Texts<'receipts'> = {
  title: 'Reçu',
  number: 'Reçu {number}',
  paidAt: '<order>Commande {number}</order> · payé le <time>date</time> UTC',
  soldBy: 'Vendu et débité par',
  onSouk: '{country}, sur Souk',
  boughtBy: 'Acheté par',
  whatBought: 'Articles achetés',
  what: 'Article',
  amount: 'Montant',
  paid: 'Payé',
  givenBack: 'Remboursé le <time>date</time> UTC',
  inAll: 'Total remboursé',
  paidWith: 'Payé avec',
  onStatement: 'Sur votre relevé',
  charge: 'Paiement',
  account: 'Compte du vendeur',
  demo: 'Souk est une démonstration : rien n’a été vendu et aucun argent n’a circulé.',
};
