import type { Texts } from './texts';

export const fr: Texts = {
  fields: {
    number: 'Numéro de carte',
    expiry: 'Date d’expiration',
    cvc: 'Code de sécurité',
    country: 'Pays',
    zip: 'Code postal',
    postalCode: 'Code postal',
    name: 'Nom complet',
    namePlaceholder: 'Prénom et nom',
  },
  problems: {
    incomplete_number: 'Le numéro de votre carte est incomplet.',
    invalid_number: 'Le numéro de votre carte n’est pas valide.',
    incomplete_expiry: 'La date d’expiration de votre carte est incomplète.',
    invalid_expiry_month: 'Le mois d’expiration de votre carte n’est pas valide.',
    invalid_expiry_month_past: 'La date d’expiration de votre carte est passée.',
    invalid_expiry_year: 'L’année d’expiration de votre carte n’est pas valide.',
    invalid_expiry_year_past: 'L’année d’expiration de votre carte est passée.',
    incomplete_cvc: 'Le code de sécurité de votre carte est incomplet.',
    incomplete_zip: 'Votre code postal est incomplet.',
    incomplete_postal_code: 'Votre code postal est incomplet.',
    incomplete_name: 'Veuillez indiquer votre nom complet.',
  },
  declines: {
    generic_decline: 'Votre carte a été refusée.',
    insufficient_funds: 'Votre carte ne dispose pas de fonds suffisants.',
    lost_card: 'Votre carte a été refusée.',
    stolen_card: 'Votre carte a été refusée.',
    expired_card: 'Votre carte a expiré.',
    incorrect_cvc: 'Le code de sécurité de votre carte est incorrect.',
    processing_error:
      'Une erreur s’est produite lors du traitement de votre carte. Réessayez dans quelques instants.',
  },
  methods: {
    picker: 'Moyens de paiement',
    more: 'Autres moyens de paiement',
    card: 'Carte',
    redirect: 'Vous serez redirigé pour terminer en toute sécurité.',
  },
  terms: {
    card: 'En fournissant vos informations de carte bancaire, vous autorisez {business} à débiter votre carte pour les paiements futurs conformément à ses conditions.',
    thisBusiness: 'cette entreprise',
  },
  brands: { supported: 'Cartes acceptées :' },
  loadError: 'Le formulaire de paiement n’a pas pu être chargé.',
  challenge: {
    title: 'Authentification de la carte',
    close: 'Annuler l’authentification',
    loading: 'Connexion à votre banque…',
    slow: 'La page de votre banque met plus de temps que d’habitude.',
    again: 'Réessayer',
  },
};
