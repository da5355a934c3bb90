/** The roles that *Save partner* can grant, as Azure names them. */
export interface GrantedRole {
    /** GUID of the role definition. */
    id: string;
    name: string;
}

/** The least role that earns recognition. */
export const LEAST_ROLE: GrantedRole = {
    id: 'cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e',
    name: 'Support Request Contributor',
};

/** Earns nothing; lets the audit see management groups, billing and new subscriptions. */
export const READER_ROLE: GrantedRole = { id: 'acdd72a7-3385-48ef-bd42-f606fba81ae7', name: 'Reader' };
