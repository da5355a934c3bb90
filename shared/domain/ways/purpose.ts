/** Whom a template is for. */
export interface TemplatePartner {
    name: string;
    /** Digits. */
    partnerId: string;
    /** GUID of our application. */
    clientId: string;
}

/** How templates name the partner, in plain text. */
export const purposeOf = ({ name, partnerId }: TemplatePartner): string => `${name} (partner ID ${partnerId})`;
