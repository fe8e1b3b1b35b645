-- Whose CRM a connection means, where several customers share one address.
ALTER TABLE connections ADD COLUMN tenant TEXT NOT NULL DEFAULT '';
