from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, person: str = "") -> "User":
        """A sign-in for a person; no e-mail is asked for."""
        user = User(username=username, person=person)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A way to sign in. There are no superusers and no staff flags: power comes from posts alone."""

    username = models.CharField(_("sign-in name"), max_length=60, unique=True)
    person = models.CharField(max_length=60, blank=True, db_index=True)  # person:<id>, opaque here
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.username
