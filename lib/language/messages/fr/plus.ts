import type { Texts } from '../../words';

export const plus: Texts<'plus'> = {
  about:
    'La seule chose que Souk vend lui-même. La carte qui la paie pourra ensuite payer tous les vendeurs.',
  signInToJoin: 'Se connecter pour adhérer',
  yours: 'Votre adhésion',
  onItsWay: 'Votre paiement est en cours',
  doNotPayAgain: 'Ne payez pas une seconde fois. Cette page vous dit où il en est.',
  join: 'Adhérer',
  oneMore: 'Une année de plus',
  until: 'Souk Plus, jusqu’au <day>jour</day>',
  ended: 'Souk Plus, terminé le <day>jour</day>',
  wentBack: 'Son paiement vous a été remboursé.',
  oneYear: 'Un an. L’adhésion s’arrête d’elle-même.',
  badgeEnded: 'Terminé',
  badgeMember: 'Membre Plus',
  paid: 'Payé',
  paidOn: 'Le',
  paidWith: 'Avec',
  memberUntil: 'Membre Plus jusqu’au <day>jour</day>',
  offerYear: 'pour un an',
  firstTitle: 'Vos demandes de remboursement sont lues en premier',
  firstText:
    'Elles passent avant toutes les autres sur le bureau de l’opérateur, signalées comme celles d’un membre.',
  markTitle: 'Un signe dans votre portefeuille',
  markText: 'Il indique que vous êtes membre, et jusqu’à quand.',
  sellersTitle: 'Rien ne change pour les vendeurs',
  sellersText:
    'Les prix, et ce qu’un vendeur paie à la plateforme, sont les mêmes pour chaque acheteur.',
  once: 'Payé une fois, à Souk même. Pas de renouvellement automatique.',
  disputed: '{status} : {amount}',
  whileOpen:
    'Vous restez membre jusqu’à la décision, et ne le serez plus si la banque rend l’argent.',
  mayAnswer: 'Souk peut répondre jusqu’au <time>heure</time> UTC.',
  givenBack: '{amount} remboursés',
  allBack:
    'C’est la totalité ; cette adhésion est donc terminée. Vous pouvez adhérer de nouveau ci-dessous.',
  partBack: 'C’est une partie. Votre adhésion continue.',
  days: 'Cela peut prendre 5 à 10 jours ouvrés avant de figurer sur votre relevé.',
  welcome: 'Bienvenue chez Souk Plus. Votre année est payée.',
  payWith: 'Payer avec',
  newCard: 'Une nouvelle carte',
  kept: 'Conservée dans votre portefeuille',
  pay: 'Payer {price}',
  payAndKeep: 'Payer {price} et garder la carte',
  paying: 'Paiement en cours…',
  needsScript:
    'Le paiement nécessite JavaScript : les numéros de carte vont directement à Stripe et ne passent jamais par cette boutique.',
  asking: 'Nous demandons à Stripe si votre banque a confirmé le paiement…',
  completeField: 'Complétez le champ signalé, puis payez.',
  broke: 'La connexion s’est interrompue avant que nous ayons des nouvelles du paiement.',
  checkNetwork:
    'Vérifiez votre réseau, puis appuyez de nouveau : rien n’est jamais payé deux fois.',
  outOfDate: 'Ce formulaire n’est plus à jour.',
  loadAgain: 'Rechargez-le ; ce qui est déjà payé est retrouvé, et jamais payé deux fois.',
  elsewhere: 'Plus vient d’être payé dans une autre fenêtre.',
  reload: 'Rechargez cette page pour le voir.',
  noWindow: 'La fenêtre de votre banque n’a pas pu s’ouvrir.',
  noWindowAdvice:
    'Rien n’a été débité. Vérifiez votre réseau ou votre bloqueur de contenu, puis appuyez de nouveau, ou payez avec une autre carte.',
};
