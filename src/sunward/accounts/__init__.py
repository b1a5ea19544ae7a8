"""Sign-in. A user is not a person: a user stores the opaque reference of the person who signs in with it.

Owns users, passwords, passkeys and second factors (through django-allauth). Never decides who may do what:
posts and capacities do that.
"""
