import type { Texts } from '../../words';

export const checkout: Texts<'checkout'> = {
  title: 'Paiement',
  lead: 'Une carte ou un compte, un seul geste. Chaque vendeur effectue son propre prélèvement.',
  notYet: 'Ce panier ne peut pas encore être payé',
  blockedBy: '{what} : {problem} Modifiez votre panier pour continuer.',
  blocked:
    'Un article de votre panier ne peut pas être acheté pour le moment. Modifiez votre panier pour continuer.',
  summary: 'Récapitulatif',
  changeCart: 'Modifier le panier',
  onStatement: 'Sur votre relevé : <code>{statement}</code>',
  charges:
    '{count, plural, =0 {Rien n’est prélevé maintenant} one {Un seul paiement} many {# paiements distincts} other {# paiements distincts}}',
  chargesNow: '{charges} maintenant',
  then: 'Ensuite',
  payWith: 'Payer avec',
  pay: 'Payer {amounts}',
  paySellers:
    'Payer {count, plural, one {# vendeur} many {# vendeurs} other {# vendeurs}} : {amounts}',
  payAndSubscribe: '{pay} et s’abonner',
  subscribe: 'S’abonner, rien à payer maintenant',
  paying: 'Paiement en cours…',
  chargeAria: 'Payer',
  saveFirst: 'Enregistrez-la d’abord ci-dessus, puis payez avec.',
  chooseFirst: 'Choisissez d’abord votre moyen de paiement.',
  sellerNot: '{seller} ne peut pas être payé ainsi. {why}',
  dollarsOnly:
    'Un compte bancaire américain ne paie qu’en dollars américains. Choisissez une carte pour ce vendeur.',
  plansWantCards:
    'Un abonnement se paie par carte : un compte bancaire ne peut pas être copié pour des paiements récurrents. Choisissez une carte pour ce vendeur.',
  notHeld:
    'L’argent d’un compte bancaire ne peut pas être réservé : le « tout ou rien » exige des cartes.',
  plansNotHeld:
    'Un abonnement commence par un paiement ou un essai, qui ne peuvent pas être réservés : ce choix vaut donc pour les articles seuls.',
  noteNothing: 'Rien n’est prélevé maintenant. Appuyer deux fois n’abonne pas deux fois.',
  note: '{count, plural, one {Un seul paiement, effectué maintenant.} many {# paiements, effectués maintenant, côte à côte.} other {# paiements, effectués maintenant, côte à côte.}} Appuyer deux fois ne fait pas payer deux fois.',
  noteTogether:
    '{count, plural, one {Un seul paiement, réservé maintenant.} many {# paiements, réservés maintenant et encaissés ensemble.} other {# paiements, réservés maintenant et encaissés ensemble.}} Appuyer deux fois ne fait pas payer deux fois.',
  paidWith: '{seller} est payé avec {card}.',
  needsScript:
    'Le paiement nécessite JavaScript : les numéros de carte vont directement à Stripe et ne passent jamais par cette boutique.',
  oneSeller: 'Choisir un autre moyen pour un vendeur',
  payWithFor: 'Payer avec, pour <seller>{name}</seller>',
  ifOne: 'Si un vendeur ne peut pas être payé',
  eachName: 'Chaque vendeur séparément',
  eachAbout: 'Si un paiement échoue, les autres restent payés, et vous pouvez réessayer celui-là.',
  allName: 'Tout ou rien',
  allAbout:
    'Votre banque réserve d’abord chaque part ; tout est encaissé ensemble ou, si une part ne peut être réservée, rien ne l’est.',
  holding: 'Réservation de {amount}…',
  charging: 'Prélèvement de {amount}…',
  agree:
    'En appuyant sur le bouton, vous acceptez des paiements récurrents, prélevés automatiquement sur la carte choisie, même en votre absence :',
  until:
    'Chacun se poursuit jusqu’à ce que vous le résiliiez, ce que vous pouvez faire à tout moment dans <link>Abonnements</link>.',
  slow: 'C’est plus long que d’habitude',
  slowWhy:
    'Nous attendons notre service de paiement. Rien n’est perdu, et personne n’est débité deux fois : votre commande est enregistrée et nous poursuivons de notre côté. Vous pouvez fermer cette page ; merci de ne pas payer à nouveau.',
  toOrders: 'Voir vos commandes',
  toCart: 'Voir votre panier',
  signIn: 'Se connecter',
  nothingCharged: 'Rien n’a été prélevé.',
  cartChanged: 'Votre panier a changé',
  cartEmpty: 'Votre panier est vide',
  soldOut: 'Un article est épuisé',
  sellerUnavailable: 'Un vendeur ne peut pas être payé pour le moment',
  tooLarge: 'Le montant est trop élevé pour un seul paiement',
  cardUnusable: 'Vous ne pouvez pas payer avec ce moyen',
  cardUnusableNote: 'Rien n’a été prélevé. Choisissez un autre moyen de paiement.',
  needsCards: 'Le « tout ou rien » exige des cartes',
  signedOut: 'Vous avez été déconnecté',
  signedOutNote: 'Rien n’a été prélevé. Votre panier est conservé.',
  unknown: 'Nous ne savons pas encore si le paiement a abouti',
  unknownNote:
    'Appuyez à nouveau sur le bouton : une commande déjà passée est retrouvée, et n’est pas payée deux fois.',
};
