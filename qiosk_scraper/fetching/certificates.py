"""The certificate of an https answer has to name its host.

Twisted looks for the name while the connection is made. A certificate that names no host at all (no `subjectAltName`)
makes that look raise, which Twisted 26.10 writes to the log and then takes for success: one of a trusted authority for
whomever was let in. So the name is looked for once more, in the answer.
"""

from __future__ import annotations

from scrapy import Request
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached
from service_identity import CertificateError, VerificationError
from service_identity.cryptography import verify_certificate_hostname, verify_certificate_ip_address

from qiosk_scraper.fetching.addresses import written_address
from qiosk_scraper.fetching.failures import RequestFailed


class CertificateNames:
    """Stands in front of all that reads an answer."""

    def process_response(self, request: Request, response: Response) -> Response:
        host = urlparse_cached(request).hostname or ""
        if response.certificate is not None:
            certificate = response.certificate.original.to_cryptography()
            try:
                if (address := written_address(host)) is not None:
                    verify_certificate_ip_address(certificate, str(address))
                else:
                    verify_certificate_hostname(certificate, host)
            except (CertificateError, VerificationError, ValueError) as error:
                raise RequestFailed("certificate", f"not for {host}") from error
        return response
