"""Messages of the contact form: taken in, held or passed on by e-mail or webhook, and then forgotten."""
