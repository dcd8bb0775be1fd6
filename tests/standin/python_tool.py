import os
from aws_assume_role import aws_assume_role, onelogin_client as client

# The hosts come from templates alone: `%.0s` uses up the subdomain and prints none of it. Nobody is user 0: the devices
# are then those of the assertion, as they are for an API credential without the right to list them.
for name in ("TOKEN_REQUEST_URL", "GET_SAML_ASSERTION_URL", "GET_SAML_VERIFY_FACTOR", "GET_OTP_DEVICES_URL"):
    url = os.environ["OL_AWS_ONELOGIN_URL"] + "%.0s"
    template = getattr(client, name).replace("https://%s.onelogin.com", url).replace("/users/%s/", "/users/0%.0s/")
    setattr(client, name, template)
# The stand-in takes an app's id as text alone.
client.int = str
aws_assume_role.main()
