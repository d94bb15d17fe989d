export { hashPassword, verifyPassword } from "../node/scrypt.ts";
