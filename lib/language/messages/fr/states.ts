import type { Texts } from '../../words';

export const states: Texts<'states'> = {
  working: 'En cours',
  processing: 'En traitement',
  confirm: 'À confirmer auprès de votre banque',
  held: 'Réservé, pas encore débité',
  lettingGo: 'Réservation en cours d’annulation',
  paid: 'Payé',
  declined: 'Refusé',
  failed: 'Échoué',
  canceled: 'Annulé',
  partlyPaid: 'Payé en partie',
  notPaid: 'Non payé',
  givenBack: 'Remboursé',
  notBegun: 'Non commencé',
  endsSoon: 'Se termine bientôt',
  trial: 'Essai gratuit',
  active: 'Actif',
  pastDue: 'En retard de paiement',
  unpaid: 'Impayé',
  paused: 'En pause',
  ended: 'Terminé',
  refunded: 'Remboursé',
  partlyRefunded: 'Remboursé en partie',
  yourCard: 'votre carte',
  planOf: '{name} de {seller}',
  payingEach:
    '{count, plural, one {Nous payons le vendeur.} many {Nous payons les vendeurs.} other {Nous payons les vendeurs.}}',
  bankWorks: 'La banque traite ce paiement. Vous n’avez rien à faire.',
  bankAsks:
    'Votre banque vous demande de confirmer un paiement ; vous pouvez aussi essayer une autre carte.',
  somePaid: '{paid} vendeurs sur {all} sont payés. Vous pouvez réessayer pour les autres.',
  stayingPaid: 'Payé, et cela le reste : {names}.',
  notPaidGoods:
    'Non payé : {names}. Rien n’y a été prélevé, et ces articles ne vous sont pas réservés.',
  allPaid:
    '{count, plural, one {Le vendeur est payé.} many {Les # vendeurs sont payés.} other {Les # vendeurs sont payés.}}',
  nonePaid:
    '{count, plural, one {Le paiement n’a pas abouti. Rien n’a été prélevé.} many {Aucun paiement n’a abouti. Rien n’a été prélevé.} other {Aucun paiement n’a abouti. Rien n’a été prélevé.}}',
  beginning:
    'Nous mettons en place {plans, plural, one {votre abonnement} many {vos # abonnements} other {vos # abonnements}}.',
  payingAndBeginning:
    '{goods, plural, one {Nous payons le vendeur} many {Nous payons les vendeurs} other {Nous payons les vendeurs}} et mettons en place {plans, plural, one {votre abonnement} many {vos # abonnements} other {vos # abonnements}}.',
  someWent: '{done} sur {all} ont abouti. Vous pouvez réessayer pour les autres.',
  stayingBegun: 'Payé ou commencé, et cela le reste : {names}.',
  notPaidPlans:
    'Non payé : {names}. Rien n’y a été prélevé, et les articles ne vous sont pas réservés.',
  begun:
    '{plans, plural, one {Votre abonnement a commencé.} many {Vos # abonnements ont commencé.} other {Vos # abonnements ont commencé.}}',
  paidAndBegun:
    '{goods, plural, one {Le vendeur est payé} many {Les # vendeurs sont payés} other {Les # vendeurs sont payés}}, et {plans, plural, one {votre abonnement a commencé} many {vos # abonnements ont commencé} other {vos # abonnements ont commencé}}.',
  notThrough: 'Cela n’a pas abouti. Rien n’a été prélevé.',
  paidNames: 'Payé : {names}.',
  heldNames: 'Réservé, non débité : {names}.',
  unpaidNames: 'Non payé : {names}.',
  workedOn: 'En cours : {names}.',
  allHeld: 'Chaque part est réservée. Nous débitons maintenant pour tous les vendeurs.',
  releasing: 'Cette commande ne sera pas payée. Nous libérons les sommes réservées.',
  holding: 'Nous demandons à la banque de réserver chaque part.',
  holdingOnly: 'Nous demandons à la banque de réserver chaque part. Rien n’est encore prélevé.',
  asks: 'Votre banque vous demande de confirmer un paiement.',
  asksOnly: 'Votre banque vous demande de confirmer un paiement. Rien n’est encore prélevé.',
  confirmBelow:
    'Confirmez ci-dessous, et tous les vendeurs sont payés ensemble. Sans confirmation dans l’heure, toute la commande est annulée et rien n’est prélevé.',
  buyerCanceled: 'Vous avez annulé cette commande. Rien n’a été prélevé.',
  buyerAbsent:
    'La demande de votre banque est restée sans réponse pendant une heure : cette commande a donc été annulée. Rien n’a été prélevé.',
  orderCanceled: 'Cette commande a été annulée. Rien n’a été prélevé.',
  nothingCharged: 'Rien n’a été prélevé.',
  notHeld:
    'Le paiement a échoué pour {names}, et vous aviez choisi « tout ou rien » : aucun vendeur n’a donc été payé.',
  givingBack:
    'Tous les vendeurs n’ont pas pu être payés : nous remboursons donc ce qui l’avait été.',
  allGivenBack: 'Tous les vendeurs n’ont pas pu être payés : tout a donc été remboursé.',
  notPaidThere: 'Non payé : {names}. Rien n’y a été prélevé.',
  backInFull: 'Payé et entièrement remboursé : {names}.',
  onWayBack: 'Payé, remboursement en route : {names}. Vous n’avez rien à faire.',
  notBackYet: 'Payé, pas encore remboursé : {names}. Nous nous en occupons.',
  notReached: 'Nous n’avons pas pu joindre notre service de paiement pour {names}.',
  willRelease:
    'Cette commande ne sera pas débitée. Les sommes réservées seront libérées dès que possible.',
  goesOn:
    'Rien n’est perdu, et personne n’est débité deux fois : nous poursuivons de notre côté jusqu’à en avoir le cœur net.',
  mayClose: 'Vous pouvez fermer cette page. Merci de ne pas payer à nouveau.',
  legStalled:
    'Nous n’avons pas pu joindre notre service de paiement. Rien n’est perdu : nous poursuivons de notre côté. Vous pouvez fermer cette page ; merci de ne pas payer à nouveau.',
  legCharging:
    'Prélèvement en cours : {card}. Cela prend un instant ; vous n’avez pas besoin de rester.',
  legHeld:
    '{amount} sont réservés sur {card}, sans être débités. Ils le seront quand la part de chaque vendeur sera réservée, et libérés si l’une ne peut l’être.',
  legReleasing: 'Nous libérons la somme réservée sur {card}. Elle ne sera pas débitée.',
  legDebit:
    'Le prélèvement est en cours : {card}. Les banques prennent jusqu’à 4 jours ouvrés ; vous n’avez rien à faire. Nous vous dirons ici quand l’argent sera arrivé, ou si la banque a refusé.',
  waitingBank: 'Nous attendons la réponse de la banque.',
  legPaid: 'Payé avec {card}. Sur votre relevé : <code>{statement}</code>',
  legPaidAt:
    'Payé avec {card}, le <time>date</time> UTC. Sur votre relevé : <code>{statement}</code>',
  notSoFar: 'Pas encore débité.',
  notCharged: 'Non débité.',
  planStalled:
    'Nous n’avons pas pu joindre notre service de paiement. Rien n’est perdu : nous poursuivons de notre côté. Vous pouvez fermer cette page ; merci de ne pas vous abonner à nouveau.',
  planBeginning:
    'Mise en place avec {card}. Cela prend un instant ; vous n’avez pas besoin de rester.',
  planFirst: 'Rien n’a été prélevé. Premier paiement : {amount} le <day>date</day>, avec {card}.',
  planNext: 'Prochain paiement : {amount} le <day>date</day>, avec {card}.',
  planElsewhere: 'Il a commencé avec cette commande. Son état actuel est indiqué dans Abonnements.',
  planNotSoFar: 'Non commencé. Rien n’a été prélevé pour l’instant.',
  planNever: 'Il n’a jamais commencé.',
  planNeverCharged: 'Il n’a jamais commencé. Rien n’a été prélevé.',
  refundRequested: 'Remboursement demandé',
  refundGranted: 'Remboursement accordé',
  refundPending: 'Remboursement en route',
  refundSucceeded: 'Remboursé',
  refundFailed: 'Remboursement échoué',
  refundDeclined: 'Remboursement refusé',
  aboutRequested:
    'Vous avez demandé {amount}. Le vendeur ou Souk examinera votre demande et répondra ici.',
  aboutGranted: '{amount} vous seront rendus sur {method}. Nous prévenons la banque.',
  aboutPending:
    '{amount} sont en route vers {method}. La banque doit encore les accepter ; vous n’avez rien à faire.',
  aboutSucceeded:
    '{amount} vous ont été rendus sur {method}. Il peut s’écouler de 5 à 10 jours ouvrés avant que votre relevé ne l’indique.',
  aboutFailed: '{amount} n’ont pas pu être rendus sur {method}.',
  aboutDeclined: 'Vous avez demandé {amount}. Cela n’a pas été accordé.',
  lateGoing:
    'Un paiement de {amount} est arrivé trop tard et vous est renvoyé. Vous n’avez rien à faire.',
  latePending:
    'Un paiement de {amount} est arrivé trop tard et vous a été renvoyé. La banque doit encore l’accepter ; vous n’avez rien à faire.',
  lateSent:
    'Un paiement de {amount} est arrivé trop tard et vous a été renvoyé. Il peut s’écouler de 5 à 10 jours ouvrés avant que votre relevé ne l’indique.',
  lateFailed:
    'Un paiement de {amount} est arrivé trop tard, et n’a pas encore pu être renvoyé. Souk s’en occupe.',
  takenBack: 'Un paiement que la banque a repris ne peut pas être remboursé en plus.',
  onceAnswered: 'Vous pourrez en demander davantage une fois la réponse donnée.',
  allBack: 'Tout a été remboursé.',
  notTaken: 'La banque n’a pas accepté le retour de l’argent.',
  notTakenExpired:
    'La banque n’a pas accepté le retour de l’argent. La carte a expiré ou a été annulée.',
  anotherWay: 'Écrivez à Souk : nous trouverons un autre moyen de vous rembourser.',
  askAgain: 'Rien n’a été remboursé. Vous pouvez refaire la demande.',
  tooLittle: 'Le compte du vendeur n’était pas assez approvisionné.',
  hasTooLittle: 'Le compte du vendeur n’est pas assez approvisionné.',
  soukSees: 'Vous pouvez refaire la demande ; Souk s’en occupera.',
  disputedBefore: 'Le paiement a été contesté auprès de la banque avant de pouvoir être remboursé.',
  bankDecidesNow: 'C’est maintenant la banque qui décide à qui revient l’argent.',
  takenAlready: 'La banque a déjà repris ce paiement : il ne peut donc pas être remboursé en plus.',
  backAlready: 'Ce paiement a déjà été entièrement remboursé.',
  nothingLeft: 'Il ne reste rien à rembourser.',
  refundStopped: 'Le remboursement a été interrompu.',
  refundChecked: 'Nous vérifions ce remboursement.',
  refundMismatch: 'La réponse de Stripe ne correspondait pas à cette commande.',
  refundNotThrough: 'Le remboursement n’a pas abouti.',
  refundUnknown: 'L’argent n’a pas pu être rendu.',
  disputed: 'Contesté',
  bankDecides:
    'Les banques prennent jusqu’à trois mois pour décider. Vous n’avez rien à faire ici.',
  disputeAsked: 'La banque pose des questions',
  disputeAskedNext:
    'La banque n’a pas repris l’argent. {who, select, souk {Souk} other {Le vendeur}} peut répondre à ses questions, ou le paiement peut être remboursé.',
  disputeRead: 'La banque examine la réponse',
  disputeClosed: 'Question close',
  disputeClosedNext: 'Le paiement reste acquis. Rien n’a été repris.',
  disputedNext:
    'La banque a, pour le moment, repris l’argent {who, select, souk {à Souk. Souk} other {au vendeur. Le vendeur}} peut répondre ; ensuite, la banque décide à qui il revient.',
  disputeDeciding: 'La banque décide',
  disputeAppeal: 'Décidé, avec recours possible',
  disputeAppealNext:
    '{who, select, souk {Souk} other {Le vendeur}} peut demander à la banque un nouvel examen.',
  disputeAgain: 'La banque réexamine le dossier',
  disputeWon: 'Décidé en faveur {who, select, souk {de Souk} other {du vendeur}}',
  disputeWonNext:
    'Le paiement reste acquis : la banque a rendu l’argent {who, select, souk {à Souk} other {au vendeur}}.',
  disputeLost: 'Décidé en faveur de l’acheteur',
  disputeLostNext: 'L’argent reste à l’acheteur : la banque le lui a rendu.',
  disputePrevented: 'Réglé à l’avance',
  disputePreventedNext: 'L’affaire a été réglée avant de devenir un litige.',
  bank_cannot_process: 'La banque n’a pas pu traiter ce paiement.',
  check_returned: 'La banque a renvoyé ce paiement.',
  credit_not_processed: 'L’acheteur attendait un remboursement et ne l’a pas reçu.',
  customer_initiated: 'L’acheteur a demandé à la banque d’examiner ce paiement.',
  debit_not_authorized: 'Le titulaire du compte dit que ce prélèvement n’était pas autorisé.',
  duplicate: 'L’acheteur dit avoir été débité deux fois pour la même chose.',
  fraudulent: 'Le titulaire de la carte dit que ce paiement a été fait par quelqu’un d’autre.',
  general: 'La banque n’a donné aucune raison.',
  incorrect_account_details: 'La banque dit que le compte n’était pas le bon.',
  insufficient_funds: 'Le compte n’était pas assez approvisionné.',
  noncompliant: 'Le réseau de cartes dit que l’une de ses règles n’a pas été respectée.',
  product_not_received: 'L’acheteur dit ne pas avoir reçu les articles.',
  product_unacceptable:
    'L’acheteur dit que les articles étaient abîmés ou non conformes à la description.',
  subscription_canceled: 'L’acheteur dit avoir résilié auparavant.',
  unrecognized: 'Le titulaire de la carte ne reconnaît pas ce paiement.',
  unknownReason: 'La banque n’a donné aucune raison que nous connaissions.',
};
