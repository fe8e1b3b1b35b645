// What the element itself says.
export const words = {
  en: {
    sending: "Sending …",
    queued: "The message could not be sent yet. It is kept here, and sent as soon as there is a connection.",
    failed: "The message could not be sent. What you typed is still here; please try again.",
  },
  de: {
    sending: "Wird gesendet …",
    queued: "Die Nachricht konnte noch nicht gesendet werden. Sie bleibt hier und wird gesendet, sobald eine Verbindung da ist.",
    failed: "Die Nachricht konnte nicht gesendet werden. Ihre Eingaben sind noch da; bitte versuchen Sie es noch einmal.",
  },
};
